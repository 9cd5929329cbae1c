-- AlterTable
ALTER TABLE "inbound_message" ADD COLUMN     "alerted_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "problem" ADD COLUMN     "alerted_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "mail" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipients" TEXT[],
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "mail_shop_id_state_due_at_idx" ON "mail"("shop_id", "state", "due_at");

-- CreateIndex
CREATE INDEX "mail_shop_id_created_at_idx" ON "mail"("shop_id", "created_at");

-- States are text with a CHECK; Prisma does not know these.
ALTER TABLE "mail" ADD CONSTRAINT "mail_state_check" CHECK ("state" IN ('queued', 'sent', 'gave_up'));
