// Open data: what was published of the day, for anybody, as JSON, CSV and with the metadata of the national catalogue (DCAT-AP_IT).

import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { PublicFigures } from "../../contract/control-room.ts";
import { SMALL_COUNT } from "../../domain/control-room/parameters.ts";
import type { PublicDay } from "../../store/read/control-room.ts";
import { readPublic } from "../../store/read/control-room.ts";
import { csvCell } from "../../domain/worklist/csv.ts";
import { cached } from "../cached.ts";
import { OPEN_DATA_TEXTS as T } from "../control-room-texts.ts";
import { ownAddress } from "../identity.ts";
import type { App, ServerContext } from "../options.ts";
import { HttpProblem } from "../problems.ts";

/** Machine time. What was published stays all day; only the first look at a new day costs a query. */
const FRESH_MS = 60_000;
const KEEP_SECONDS = 900;
/** A stranger's ask weighs as much as several of ours: see the limits. */
const OPEN = { access: "public", weight: 5 } as const;

interface Published {
  readonly day: PublicDay;
  readonly json: Buffer;
  readonly csv: Buffer;
  readonly mark: string;
}

export function registerOpenData(app: App, context: ServerContext): void {
  const published = cached(FRESH_MS, async () => {
    const day = await readPublic(context.services.pools.control);
    return day === null ? null : prepare(day);
  });
  const given = async (request: FastifyRequest, reply: FastifyReply, media: string, pick: (all: Published) => Buffer): Promise<FastifyReply> => {
    const all = await published();
    if (all === null) throw new HttpProblem(404, "NIENTE_DI_PUBBLICATO", T.absent);
    const mark = `"${all.mark}"`;
    void reply.header("etag", mark).header("cache-control", `public, max-age=${KEEP_SECONDS}`).header("access-control-allow-origin", "*");
    if (request.headers["if-none-match"] === mark) return reply.code(304).send();
    return reply.type(media).send(pick(all));
  };
  app.get(
    "/api/open-data/figures.json",
    { config: OPEN, schema: { summary: "Dati aperti: i conti anonimi del giorno" } },
    async (request, reply) => given(request, reply, "application/json; charset=utf-8", ({ json }) => json),
  );
  app.get(
    "/api/open-data/figures.csv",
    { config: OPEN, schema: { summary: "Dati aperti: i conti anonimi del giorno, come tabella" } },
    async (request, reply) => {
      void reply.header("content-disposition", `attachment; filename="${T.file}.csv"`);
      return given(request, reply, "text/csv; charset=utf-8", ({ csv }) => csv);
    },
  );
  app.get(
    "/api/open-data/catalog.jsonld",
    { config: OPEN, schema: { summary: "Dati aperti: i metadati per il catalogo nazionale (DCAT-AP_IT)" } },
    async (request, reply) => {
      const base = ownAddress(context, request);
      return given(request, reply, "application/ld+json; charset=utf-8", ({ day }) => Buffer.from(JSON.stringify(catalogue(base, day), null, 2)));
    },
  );
}

function prepare(day: PublicDay): Published {
  const figures: PublicFigures = { title: T.title, publishedOn: day.day, asOf: day.madeAt, threshold: SMALL_COUNT.value, rows: [...day.figures] };
  const json = Buffer.from(JSON.stringify(figures));
  const lines = day.figures.map((row) =>
    [day.day, row.section, row.place, row.placeName, row.key, row.keyName, row.stage, row.stageName, row.count, row.of, row.ofCount].map((cell) => csvCell(cell === null ? "" : String(cell))).join(";"),
  );
  const csv = Buffer.from(`\uFEFF${T.head.join(";")}\r\n${lines.join("\r\n")}\r\n`);
  return { day, json, csv, mark: createHash("sha256").update(json).digest("hex").slice(0, 32) };
}

/** One dataset with its two distributions, in the Italian profile: theme, frequency, holder and publisher by their codes. */
function catalogue(base: string, day: PublicDay): object {
  const page = `${base}/dati-aperti`;
  const agent = { "@type": ["foaf:Agent", "dcatapit:Agent"], "foaf:name": T.publisher, "dct:identifier": T.publisherCode };
  const licence = {
    "@id": "http://creativecommons.org/licenses/by/4.0/", "@type": ["dct:LicenseDocument", "dcatapit:LicenseDocument"], "foaf:name": "Creative Commons Attribuzione 4.0 Internazionale (CC BY 4.0)",
    "dct:type": { "@id": "http://purl.org/adms/licencetype/Attribution" }, "owl:versionInfo": "4.0",
  };
  const distribution = (name: string, format: string, media: string) => ({
    "@id": `${base}/api/open-data/${name}`, "@type": ["dcat:Distribution", "dcatapit:Distribution"], "dct:title": `${T.title} (${format})`,
    "dcat:accessURL": { "@id": page }, "dcat:downloadURL": { "@id": `${base}/api/open-data/${name}` },
    "dct:format": { "@id": `http://publications.europa.eu/resource/authority/file-type/${format}` }, "dcat:mediaType": media, "dct:license": licence,
    "dct:modified": { "@type": "xsd:date", "@value": day.day },
  });
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#", dct: "http://purl.org/dc/terms/", dcatapit: "http://dati.gov.it/onto/dcatapit#", foaf: "http://xmlns.com/foaf/0.1/",
      owl: "http://www.w3.org/2002/07/owl#", xsd: "http://www.w3.org/2001/XMLSchema#", vcard: "http://www.w3.org/2006/vcard/ns#",
    },
    "@id": `${page}#dataset`, "@type": ["dcat:Dataset", "dcatapit:Dataset"],
    "dct:identifier": `${T.publisherCode}:${T.file}`, "dct:title": { "@language": "it", "@value": T.title }, "dct:description": { "@language": "it", "@value": T.description },
    "dct:modified": { "@type": "xsd:date", "@value": day.day }, "dct:issued": { "@type": "xsd:date", "@value": day.day },
    "dcat:theme": [{ "@id": "http://publications.europa.eu/resource/authority/data-theme/SOCI" }, { "@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE" }],
    "dct:accrualPeriodicity": { "@id": "http://publications.europa.eu/resource/authority/frequency/DAILY" },
    "dct:language": { "@id": "http://publications.europa.eu/resource/authority/language/ITA" },
    "dct:spatial": { "@type": ["dct:Location", "dcatapit:Location"], "dcatapit:geographicalIdentifier": "https://w3id.org/italia/controlled-vocabulary/territorial-classifications/regions/15" },
    "dct:rightsHolder": agent, "dct:publisher": agent, "dct:creator": agent, "dcat:keyword": [...T.keywords], "dcat:landingPage": { "@id": page },
    "dcat:distribution": [distribution("figures.json", "JSON", "application/json"), distribution("figures.csv", "CSV", "text/csv")],
  };
}
