-- Runs by the day on which they began and ended, as the automations count them from now on.
INSERT INTO "daily_figure" ("shop_id", "id", "day", "metric", "currency", "origin", "amount")
SELECT counted.shop_id, gen_random_uuid(), counted.day, counted.metric, '', counted.kind, count(*)
FROM (
  SELECT e.shop_id, (e.started_at AT TIME ZONE s.time_zone)::date AS day, 'runs_started' AS metric, a.kind
  FROM "enrolment" e
  JOIN "automation" a ON a.shop_id = e.shop_id AND a.id = e.automation_id
  JOIN "shop" s ON s.shop_id = e.shop_id
  UNION ALL
  SELECT e.shop_id, (e.ended_at AT TIME ZONE s.time_zone)::date, 'runs_ended_' || e.end_reason, a.kind
  FROM "enrolment" e
  JOIN "automation" a ON a.shop_id = e.shop_id AND a.id = e.automation_id
  JOIN "shop" s ON s.shop_id = e.shop_id
  WHERE e.end_reason IS NOT NULL AND e.ended_at IS NOT NULL AND e.end_reason <> 'completed'
) counted
GROUP BY counted.shop_id, counted.day, counted.metric, counted.kind;
