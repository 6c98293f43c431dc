-- Agreed meetings when a case changes office.
select 1;
