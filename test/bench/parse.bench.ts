// Reading a notice file: parse, check, dedupe and route, against csv-parse and saxes alone.

import { conclude, contest, readOptions, runContender } from "./ground/contest.ts";
import { freshRegion, FULL_SIZE, noticeFile, startServer, stopServer } from "./ground/region.ts";

const options = readOptions({ households: FULL_SIZE });
const server = await startServer();
const region = await freshRegion();
try {
  const csv = await noticeFile(options.households, "csv");
  const xml = await noticeFile(options.households, "xml");
  const read = (how: string, path: string) => () => runContender("file-reader.ts", { how, path, url: region.url });
  const samples = await contest(
    options,
    {
      "Convoca, CSV": read("ours", csv.path),
      "csv-parse alone": read("csv-parse", csv.path),
      "Convoca, XML": read("ours", xml.path),
      "Convoca, XML reader alone": read("reader", xml.path),
      "saxes alone": read("saxes", xml.path),
    },
    [server.pid],
  );
  const facts = { households: options.households, rows: csv.rows };
  await conclude("parse-csv", pick(samples, ["Convoca, CSV", "csv-parse alone"]), "Convoca, CSV", [{ peer: "csv-parse alone", as: "time", reach: "≤ 4" }], facts);
  await conclude("parse-xml", pick(samples, ["Convoca, XML", "Convoca, XML reader alone", "saxes alone"]), "Convoca, XML", [
    { peer: "saxes alone", as: "speed", reach: "≥ 0.5" },
  ], facts);
} finally {
  await region.close();
  await stopServer();
}

function pick<T>(all: ReadonlyMap<string, T>, names: readonly string[]): Map<string, T> {
  return new Map(names.map((name) => [name, all.get(name)!]));
}
