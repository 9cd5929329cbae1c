-- AlterTable
ALTER TABLE "message" ADD COLUMN     "endpoint" TEXT;

-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "marketing_endpoint" TEXT NOT NULL DEFAULT 'messages';

-- AlterTable
ALTER TABLE "template_version" ADD COLUMN     "ttl_seconds" INTEGER;

ALTER TABLE "message" ADD CONSTRAINT "message_endpoint_check" CHECK ("endpoint" IN ('messages', 'marketing_messages'));
ALTER TABLE "phone_number" ADD CONSTRAINT "phone_number_marketing_endpoint_check" CHECK ("marketing_endpoint" IN ('messages', 'marketing_messages'));
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_ttl_seconds_check" CHECK ("ttl_seconds" > 0);
