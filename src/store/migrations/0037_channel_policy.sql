-- What is tried after what when a person does not answer: when each summons is looked at again, and each step that was taken or left out.

-- Business time at which the program looks again at how the person of this summons is told; null when nothing is left to look at.
alter table summons add column look_at timestamptz;
create index summons_to_look on summons (look_at) where look_at is not null;

-- Whatever changes a summons has it looked at anew; who writes in bulk says when.
create function look_again() returns trigger language plpgsql as $$
begin
  new.look_at := case when new.state <> 'planned' then convoca.business_now() end;
  return new;
end $$;
create trigger summons_looked_at before update on summons for each row
  when ((new.state, new.appointment_id) is distinct from (old.state, old.appointment_id) and new.look_at is not distinct from old.look_at)
  execute function look_again();
-- Those on their way when this came.
update summons set look_at = business_now() where state in ('issued', 'not-delivered');

-- A channel that a step used, or left out and why. One row a channel: a step is never taken twice, by however many workers.
create table escalation_step (
  appointment_id uuid not null references appointment (id),
  subject text not null check (subject in ('summons', 'again', 'moved', 'cancelled')),
  step text not null,
  channel text not null,
  case_id uuid not null,
  summons_id uuid not null references summons (id),
  begun boolean not null,
  -- Why it was left out.
  why text check ((why is null) = begun),
  message_id uuid,
  at timestamptz not null,
  primary key (appointment_id, subject, step, channel)
);
create index escalation_step_by_case on escalation_step (case_id);
create trigger escalation_is_append_only before update or delete on escalation_step for each row execute function forbid_change();
select check_set_wise('escalation_step', 'case_id', 'case_file');

-- What came of a call, and the number that was called.
alter table delivery_evidence
  add column call_outcome text check (call_outcome in ('spoke', 'no-answer', 'wrong-number', 'refused')),
  add column number text,
  add constraint call_has_its_outcome check (channel = 'phone' or (call_outcome is null and number is null));

insert into worklist_rule (procedure, state, bit) values ('sportello', 'call:convocazione', 35);

-- Walls ------------------------------------------------------------------------------------------------------------------
alter table escalation_step enable row level security;
alter table escalation_step force row level security;
create policy part_convoca_worker on escalation_step to convoca_worker using (true) with check (true);
create policy part_convoca_retention on escalation_step to convoca_retention using (true) with check (true);
create policy office on escalation_step for select to convoca_app using (exists (select 1 from competence c where c.case_id = escalation_step.case_id));
grant select, insert on escalation_step to convoca_worker;
grant select on escalation_step to convoca_app;
grant select, delete on escalation_step to convoca_retention;
