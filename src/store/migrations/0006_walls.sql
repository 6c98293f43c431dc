-- Walls: forced row-level security on every table that bears a person, a database role for each part.
-- The application sees a case while its office is competent NOW; nothing else is a key to it.

-- Reference data and machinery: readable by all parts.
grant usage on schema convoca to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_retention;
grant select on office, office_seat, place, municipality, municipality_successor, basin, opening_rule, desk_scenario, desk_count,
  desk, closure_range, closure, holiday_rule, term_suspension, reference_table, reference_import, clock, installation, gateway, worker, plan, plan_shortage, schema_migration
  to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control, convoca_retention;
grant insert, update, delete on office, office_seat, place, municipality, municipality_successor, basin, opening_rule,
  desk_scenario, desk_count, desk, closure_range, holiday_rule, term_suspension, reference_table to convoca_intake;
grant insert on reference_import to convoca_intake;
grant insert, update, delete on closure_range to convoca_planner;
grant update on clock to convoca_worker;
grant update on installation to convoca_intake;
grant insert, update, delete on worker to convoca_worker;
grant insert, update on gateway to convoca_worker;
grant select, insert, update on sender_fence to convoca_worker;
grant select, insert, update, delete on dispatch_window to convoca_worker;
grant insert, update on plan to convoca_planner;
grant insert on plan_shortage to convoca_planner;

-- The register: everyone appends and reads (through the walls below); nobody edits.
grant select, insert on act, act_payload to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_retention;
grant select, insert, update on chain to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_retention;
grant delete on act_payload to convoca_retention;
grant select, insert on day_digest to convoca_worker;
grant insert on access_log to convoca_app, convoca_control, convoca_intake;
grant select on access_log to convoca_control;

-- Intake: notices, persons, benefits, cases, competence, terms; and what a transfer takes along.
grant select, insert, update on batch, person, contact_point, benefit, case_file, case_fact, notice, competence, term, desk_task to convoca_intake;
grant select, insert on rejected_row, notice_record, notice_history, competence_history to convoca_intake;
grant select, insert, update, delete on routing_queue to convoca_intake;
grant delete on competence to convoca_intake;
grant select, update on appointment, summons, message to convoca_intake;

-- Planner: reads people, writes appointments and summons.
grant select on person, contact_point, benefit, case_file, case_fact, competence, term, desk_task, message to convoca_planner;
grant select, insert, update on appointment, summons to convoca_planner;

-- Worker: composes, sends, records receipts.
grant select on person, contact_point, benefit, case_file, competence, appointment, notice to convoca_worker;
grant select, update on summons, term to convoca_worker;
grant select, insert on message, message_content, send_attempt, receipt to convoca_worker;
grant update (state, priority, attempts, not_before, worker_id, reference, accepted_at, settled_at, failure, gateway_id)
  on message to convoca_worker;
grant select, insert, update on desk_task, gateway_orphan to convoca_worker;

-- Application: an office's operators.
grant select on person, contact_point, benefit, case_file, case_fact, competence, term, appointment, summons, message,
  message_content, send_attempt, receipt, desk_task, notice to convoca_app;
grant insert, update on desk_task to convoca_app;
grant update on summons, appointment to convoca_app;
grant insert on appointment, summons to convoca_app;
-- Telling a move, withdrawing what has not left, deciding about an uncertain message; never its text or recipient.
grant insert on message, message_content to convoca_app;
grant update (state, priority, attempts, not_before, worker_id, accepted_at, settled_at, failure) on message to convoca_app;

-- Retention reads what it must judge.
grant select on person, benefit, case_file, notice, message to convoca_retention;
grant usage on all sequences in schema convoca to convoca_intake, convoca_planner, convoca_worker, convoca_app, convoca_control;

-- Row-level security ---------------------------------------------------------------------------------------------------
create function case_is_mine(the_case uuid) returns boolean language sql stable parallel safe as $$
  select exists (select 1 from convoca.competence c where c.case_id = the_case and c.office_id = convoca.current_office())
$$;

do $$
declare t text; r text;
begin
  -- Tables with a case: the parts that serve all offices, and the application through competence.
  foreach t in array array['case_fact', 'notice', 'competence', 'competence_history', 'routing_queue', 'term', 'desk_task',
                           'appointment', 'summons', 'message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_intake', 'convoca_planner', 'convoca_worker', 'convoca_retention'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
    if t = 'competence' then
      execute format('create policy office on %I to convoca_app using (office_id = (select current_office()))', t);
    else
      execute format('create policy office on %I to convoca_app using (case_id in (select c.case_id from competence c
        where c.office_id = (select current_office()))) with check (case_is_mine(case_id))', t);
    end if;
  end loop;

  foreach t in array array['case_file', 'person', 'contact_point', 'benefit', 'message_content', 'send_attempt', 'receipt',
                           'act', 'act_payload', 'chain', 'batch', 'rejected_row', 'notice_record', 'notice_history',
                           'gateway_orphan', 'access_log'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    foreach r in array array['convoca_intake', 'convoca_planner', 'convoca_worker', 'convoca_retention'] loop
      execute format('create policy %I on %I to %I using (true) with check (true)', 'part_' || r, t, r);
    end loop;
  end loop;
end $$;

create policy office on case_file to convoca_app using (case_is_mine(id));
create policy office on person to convoca_app
  using (exists (select 1 from case_file f join competence c on c.case_id = f.id
                 where f.person_id = person.id and c.office_id = (select current_office())));
create policy office on contact_point to convoca_app
  using (exists (select 1 from case_file f join competence c on c.case_id = f.id
                 where f.person_id = contact_point.person_id and c.office_id = (select current_office())));
create policy office on benefit to convoca_app
  using (exists (select 1 from case_file f join competence c on c.case_id = f.id
                 where f.benefit_id = benefit.id and c.office_id = (select current_office())));
create policy office on message_content to convoca_app
  using (exists (select 1 from message m where m.id = message_content.message_id and case_is_mine(m.case_id)))
  with check (exists (select 1 from message m where m.id = message_content.message_id and case_is_mine(m.case_id)));
create policy office on send_attempt to convoca_app
  using (exists (select 1 from message m where m.id = send_attempt.message_id and case_is_mine(m.case_id)));
create policy office on receipt to convoca_app
  using (exists (select 1 from message m where m.id = receipt.message_id and case_is_mine(m.case_id)));
create policy office on act to convoca_app
  using (subject_kind = 'case' and case_is_mine(subject_id)) with check (subject_kind = 'case' and case_is_mine(subject_id));
create policy office on act_payload to convoca_app
  using (exists (select 1 from act a where a.id = act_payload.act_id)) with check (true);
create policy office on chain to convoca_app
  using (subject_kind = 'case' and case_is_mine(subject_id)) with check (subject_kind = 'case' and case_is_mine(subject_id));
-- The access log is written by whoever reads; only the control room reads it.
create policy write_app on access_log for insert to convoca_app with check (true);
create policy write_control on access_log for insert to convoca_control with check (true);
create policy read_control on access_log for select to convoca_control using (true);
