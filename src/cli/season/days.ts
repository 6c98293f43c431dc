// The days of the season: when the files come, when people may be received, what the Region aims at.

export const SEASON_DAYS = {
  /** Day on which the first files are received, and on which the thirty days start. */
  asOf: "2019-09-02",
  firstDay: "2019-09-09",
  lastDay: "2019-12-13",
  target: "2019-12-15",
  seed: 2019,
} as const;
