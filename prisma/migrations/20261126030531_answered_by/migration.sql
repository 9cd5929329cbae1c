-- AlterTable
ALTER TABLE "inbound_message" ADD COLUMN     "answered_by_message_id" UUID;
