-- DropIndex
DROP INDEX "message_shop_id_phone_number_id_status_priority_not_before_idx";

-- AlterTable
ALTER TABLE "message" DROP COLUMN "claim_token",
DROP COLUMN "claimed_at",
ADD COLUMN     "retries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "uncertain_tries" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "lane" (
    "phone_number_id" TEXT NOT NULL,
    "rest_until" TIMESTAMPTZ(6),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("phone_number_id")
);

-- CreateTable
CREATE TABLE "lane_claim" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "message_ids" UUID[],
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "lane_claim_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "lane_claim_shop_id_phone_number_id_idx" ON "lane_claim"("shop_id", "phone_number_id");

-- CreateIndex
CREATE INDEX "message_shop_id_phone_number_id_status_priority_not_before__idx" ON "message"("shop_id", "phone_number_id", "status", "priority", "not_before", "id");
