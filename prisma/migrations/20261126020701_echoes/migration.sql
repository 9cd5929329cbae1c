-- CreateTable
CREATE TABLE "echo_message" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wamid" TEXT NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "sent_at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "echo_message_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "echo_message_shop_id_contact_id_sent_at_idx" ON "echo_message"("shop_id", "contact_id", "sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "echo_message_shop_id_wamid_key" ON "echo_message"("shop_id", "wamid");

-- AddForeignKey
ALTER TABLE "echo_message" ADD CONSTRAINT "echo_message_shop_id_contact_id_fkey" FOREIGN KEY ("shop_id", "contact_id") REFERENCES "contact"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
