-- What is searched by its beginning is compared byte by byte: one index then serves both the whole and its beginning.
ALTER TABLE "contact" ALTER COLUMN "phone" SET DATA TYPE TEXT COLLATE "C";
ALTER TABLE "order" ALTER COLUMN "name" SET DATA TYPE TEXT COLLATE "C";
ALTER TABLE "message" ALTER COLUMN "wamid" SET DATA TYPE TEXT COLLATE "C";

-- Names without capitals and accents, from the first name on, from the last name on, and as WhatsApp knows the person;
-- and numbers from their end. Prisma does not know indexes of expressions. The expressions are those of search.sql.ts.
CREATE INDEX "contact_first_name_search_idx" ON "contact"("shop_id", (lower(regexp_replace(normalize(ltrim(coalesce("first_name", '') || ' ' || coalesce("last_name", '')), NFD), '[\u0300-\u036f]', '', 'g')) COLLATE "C")) WHERE "deleted_at" IS NULL;
CREATE INDEX "contact_last_name_search_idx" ON "contact"("shop_id", (lower(regexp_replace(normalize(ltrim(coalesce("last_name", '') || ' ' || coalesce("first_name", '')), NFD), '[\u0300-\u036f]', '', 'g')) COLLATE "C")) WHERE "deleted_at" IS NULL;
CREATE INDEX "contact_profile_name_search_idx" ON "contact"("shop_id", (lower(regexp_replace(normalize("profile_name", NFD), '[\u0300-\u036f]', '', 'g')) COLLATE "C")) WHERE "deleted_at" IS NULL AND "profile_name" IS NOT NULL;
CREATE INDEX "contact_phone_end_idx" ON "contact"("shop_id", (reverse("phone")) ) WHERE "deleted_at" IS NULL AND "phone" IS NOT NULL;

-- Lists by cause, and of the runs that a list shows.
CREATE INDEX "message_shop_id_reason_created_at_id_idx" ON "message"("shop_id", "reason", "created_at", "id") WHERE "reason" IS NOT NULL;
CREATE INDEX "enrolment_listed_idx" ON "enrolment"("shop_id", "state", "started_at", "id") WHERE "mode" = 'live' AND ("end_reason" IS NULL OR "end_reason" <> 'completed');

-- Who waits in an automation, and what would have gone out of one that is only watched.
CREATE INDEX "enrolment_waiting_idx" ON "enrolment"("shop_id", "automation_id", "due_at") WHERE "state" = 'waiting';
CREATE INDEX "enrolment_watched_idx" ON "enrolment"("shop_id", "automation_id", "started_at") WHERE "mode" = 'watching';

-- Lists by text; the index by time alone served one search, which now goes by its own.
-- CreateIndex
CREATE INDEX "message_shop_id_template_version_id_created_at_id_idx" ON "message"("shop_id", "template_version_id", "created_at", "id");
-- DropIndex
DROP INDEX "message_shop_id_created_at_id_idx";
