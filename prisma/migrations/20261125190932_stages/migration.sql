-- DropIndex
DROP INDEX "message_shop_id_phone_number_id_status_priority_not_before__idx";

-- DropIndex
DROP INDEX "message_shop_id_status_created_at_id_idx";

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "stage" TEXT NOT NULL GENERATED ALWAYS AS (
  CASE WHEN "status" IN ('accepted', 'held', 'sent', 'delivered', 'read') THEN 'taken' ELSE "status" END
) STORED;

-- Room beside each row, so that a report of Meta's changes it in place.
ALTER TABLE "message" SET (fillfactor = 75);
ALTER TABLE "contact" SET (fillfactor = 90);

-- CreateIndex
CREATE INDEX "message_shop_id_phone_number_id_stage_priority_not_before_i_idx" ON "message"("shop_id", "phone_number_id", "stage", "priority", "not_before", "id");

-- CreateIndex
CREATE INDEX "message_shop_id_stage_created_at_id_idx" ON "message"("shop_id", "stage", "created_at", "id");
