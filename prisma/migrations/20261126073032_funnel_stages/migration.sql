-- AlterTable
ALTER TABLE "checkout" ADD COLUMN     "funnel_day" DATE,
ADD COLUMN     "funnel_stage" TEXT;

-- How far each cart got until now, as it is counted from now on.
UPDATE "checkout" c
SET funnel_day = (c.last_activity_at AT TIME ZONE s.time_zone)::date,
  funnel_stage = CASE
    WHEN c.state = 'deleted' THEN 'none'
    WHEN EXISTS (
      SELECT 1 FROM "message" m
      WHERE m.shop_id = c.shop_id AND m.subject = 'checkout:' || c.token AND m.stage IN ('taken', 'uncertain')
    ) THEN CASE c.state WHEN 'completed' THEN 'returned' ELSE 'written' END
    WHEN c.state <> 'open' THEN 'none'
    WHEN c.phone IS NULL THEN 'left'
    WHEN EXISTS (
      SELECT 1 FROM "consent" k
      WHERE k.shop_id = c.shop_id AND k.contact_id = c.contact_id
        AND k.purpose = 'marketing' AND k.state = 'granted'
    ) THEN 'consent'
    ELSE 'phone'
  END
FROM "shop" s
WHERE s.shop_id = c.shop_id;

INSERT INTO "daily_figure" ("shop_id", "id", "day", "metric", "currency", "origin", "amount")
SELECT shop_id, gen_random_uuid(), funnel_day, 'carts_' || funnel_stage, '', '', count(*)
FROM "checkout"
WHERE funnel_stage <> 'none'
GROUP BY shop_id, funnel_day, funnel_stage;

ALTER TABLE "checkout" ADD CONSTRAINT "checkout_funnel_stage_check"
  CHECK (funnel_stage IN ('none', 'left', 'phone', 'consent', 'written', 'returned'));

-- CreateIndex
CREATE INDEX "checkout_shop_id_funnel_stage_last_activity_at_id_idx" ON "checkout"("shop_id", "funnel_stage", "last_activity_at", "id");
