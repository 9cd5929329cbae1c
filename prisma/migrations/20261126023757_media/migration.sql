-- CreateTable
CREATE TABLE "media" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inbound_id" UUID NOT NULL,
    "phone_number_id" TEXT NOT NULL,
    "meta_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "mime_type" TEXT,
    "size" INTEGER,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "media_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "media_content" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "media_content_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "media_shop_id_state_due_at_idx" ON "media"("shop_id", "state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "media_shop_id_inbound_id_key" ON "media"("shop_id", "inbound_id");

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_shop_id_inbound_id_fkey" FOREIGN KEY ("shop_id", "inbound_id") REFERENCES "inbound_message"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "media_content" ADD CONSTRAINT "media_content_shop_id_id_fkey" FOREIGN KEY ("shop_id", "id") REFERENCES "media"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- States are text with a CHECK; Prisma does not know these.
ALTER TABLE "media" ADD CONSTRAINT "media_state_check" CHECK ("state" IN ('waiting', 'kept', 'refused', 'lost'));

