// The Region's own settings of this node, kept in the database so that every server and worker reads the same.

import type { ClientBase } from "pg";
import { z } from "zod";
import { OperatorFault } from "../store/fault.ts";
import { textsInForce } from "../store/texts.ts";
import type { NodeSettings } from "./writing.ts";

const schema = z.object({ regionPhone: z.string().min(3), regionEmail: z.email(), domain: z.string().min(3), publicAddress: z.string().optional() });

/** Reads the settings; a clear fault says what to complete before anything is written to people. */
export async function nodeSettings(client: Pick<ClientBase, "query">): Promise<NodeSettings> {
  const { rows } = await client.query<{ settings: unknown; key: Buffer }>("select settings, (select secret from reply_secret) as key from installation");
  const parsed = schema.safeParse(rows[0]?.settings);
  if (!parsed.success) {
    throw new OperatorFault(
      "IMPOSTAZIONI_INCOMPLETE",
      "Mancano le impostazioni del nodo (telefono e indirizzo della Regione, dominio della posta): completarle con «convoca settings» prima di convocare.",
    );
  }
  const { publicAddress, ...rest } = parsed.data;
  const settings = { ...rest, texts: await textsInForce(client) };
  return publicAddress === undefined || publicAddress === "" ? settings : { ...settings, links: { address: publicAddress, key: rows[0]!.key } };
}
