-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "registration_pin" TEXT;
