-- CreateIndex
CREATE INDEX "message_shop_id_enrolment_id_idx" ON "message"("shop_id", "enrolment_id");
