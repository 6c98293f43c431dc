// Use case: the figures for the public, made once a day from what was counted; whoever comes second finds them made.

import { SMALL_COUNT } from "../../domain/control-room/parameters.ts";
import { publicRows } from "../../domain/control-room/public-figures.ts";
import { TRAIT_NAMES } from "../../domain/control-room/texts.ts";
import type { Stage } from "../../domain/control-room/texts.ts";
import { readFigures, readFollowed, readOfficeCounts, readPublic } from "../../store/read/control-room.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";

const PROVINCES = { AV: "Avellino", BN: "Benevento", CE: "Caserta", NA: "Napoli", SA: "Salerno" } as const;

/** Whether they were made now. While changes wait to be counted nothing is published: the sums would be those of no moment. */
export async function publishFigures(services: Services, reference: Reference): Promise<boolean> {
  const db = services.pools.worker;
  const followed = await readFollowed(db);
  if (followed.waiting > 0 || (await readPublic(db))?.day === followed.today) return false;
  const [figures, counts] = await Promise.all([readFigures(db, null), readOfficeCounts(db)]);
  const byOffice = Map.groupBy(counts, ({ officeId }) => officeId);
  const known = [...byOffice.keys()].toSorted();
  const weeks = Map.groupBy(figures.filter(({ family }) => family === "week"), ({ key }) => key);
  const traits = new Map(
    figures.filter(({ family }) => (TRAIT_NAMES as readonly string[]).includes(family)).map(({ family, key, stage, n }) => [`${family}/${key}/${stage}`, n]),
  );
  const of = (own: readonly { readonly stage: string; readonly n: number }[]) => (stage: Stage): number => own.find((one) => one.stage === stage)?.n ?? 0;
  const rows = publicRows(
    {
      provinces: PROVINCES,
      offices: known.map((id) => ({
        id: id === "" ? "senza-sede" : id,
        name: reference.offices.get(id)?.name ?? "Senza sede",
        province: reference.offices.get(id)?.province ?? "",
        count: of(byOffice.get(id)!),
      })),
      weeks: [...weeks].map(([week, own]) => ({ week, count: of(own) })),
      trait: (trait, key, stage) => traits.get(`${trait}/${key}/${stage}`) ?? 0,
    },
    SMALL_COUNT.value,
  );
  const { rowCount } = await db.query("insert into control_public (day, made_at, figures) values ($1, $2, $3) on conflict (day) do nothing", [
    followed.today, followed.asOf, JSON.stringify(rows),
  ]);
  return rowCount === 1;
}
