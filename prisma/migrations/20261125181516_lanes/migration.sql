-- DropIndex
DROP INDEX "message_shop_id_phone_number_id_status_priority_not_before_idx";

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "retries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "uncertain_tries" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "lane" (
    "phone_number_id" TEXT NOT NULL,
    "rest_until" TIMESTAMPTZ(6),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("phone_number_id")
);

-- CreateIndex
CREATE INDEX "message_shop_id_phone_number_id_status_priority_not_before__idx" ON "message"("shop_id", "phone_number_id", "status", "priority", "not_before", "id");
