-- Dossiers handed out.
select 1;
