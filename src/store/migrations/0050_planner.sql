-- The planner: priorities, skills, kinds of appointment, branches (being written).
select 1;
