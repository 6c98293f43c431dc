// One office's agenda day.

import { Agenda, AgendaQuery } from "../../contract/agenda.ts";
import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import { inOffice } from "../../store/pools.ts";
import { firstBusyDay, readAgenda } from "../../store/read/agenda.ts";
import { readClock } from "../../store/read/overview.ts";
import { agendaOf } from "../agenda-day.ts";
import { logList, officeWith } from "../access.ts";
import type { App, ServerContext } from "../options.ts";

export function registerAgenda(app: App, { services, reference }: ServerContext): void {
  app.get(
    "/api/agenda",
    {
      schema: {
        summary: "Agenda di un giorno della sede",
        querystring: AgendaQuery,
        response: { 200: Agenda },
      },
    },
    async (request) => {
      const { office, actor } = officeWith(request, "agenda");
      const inForce = await reference();
      return inOffice(services.pools.app, office, async (db) => {
        const { today } = await readClock(db);
        const day = request.query.day ?? (await firstBusyDay(db, office, today)) ?? today;
        const appointments = await readAgenda(db, office, day);
        const minutes = RDC_2019.appointmentMinutes.value;
        const agenda = agendaOf({ ...inForce, officeId: office, day, today, minutes, appointments });
        await logList(db, actor, "agenda", agenda.appointments.length);
        return agenda;
      });
    },
  );
}
