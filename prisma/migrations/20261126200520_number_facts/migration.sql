-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "facts" JSONB;
