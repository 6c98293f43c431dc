-- Campaigns: who was chosen, who approved, how far it came.

select 1;
