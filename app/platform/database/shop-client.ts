import type { PrismaClient } from "../../generated/prisma/client.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { ShopId } from "../ids.ts";
import type { SystemModel } from "./system-tables.ts";

type Delegates = Omit<PrismaClient, `$${string}` | SystemModel>;
/** The tenant's tables, bound to one shop: what belongs to another cannot be read or written through it. */
export type ShopClient = Delegates;

type Arguments = Record<string, unknown>;
const isObject = (value: unknown): value is Arguments =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A write that names another shop than the one it is bound to. A bug, never bad input. */
export class ForeignShopError extends Error {
  override readonly name = "ForeignShopError";
}

function boundRow(row: unknown, shopId: ShopId): unknown {
  if (!isObject(row)) return row;
  if (row.shopId !== undefined && row.shopId !== shopId) throw new ForeignShopError("row of another shop");
  return { ...row, shopId };
}

function boundWhere(where: unknown, shopId: ShopId): Arguments {
  const given = isObject(where) ? where : {};
  if (given.shopId !== undefined && given.shopId !== shopId)
    throw new ForeignShopError("where of another shop");
  return { ...given, shopId };
}

function withoutShop(data: unknown): unknown {
  if (!isObject(data)) return data;
  const { shopId: _never, ...rest } = data;
  return rest;
}

/** The arguments of one Prisma call, bound to the shop. */
export function bindArguments(operation: string, given: unknown, shopId: ShopId): Arguments {
  const args = isObject(given) ? { ...given } : {};
  if (operation.startsWith("create")) {
    args.data = Array.isArray(args.data)
      ? args.data.map((row) => boundRow(row, shopId))
      : boundRow(args.data, shopId);
    return args;
  }
  args.where = boundWhere(args.where, shopId);
  if (operation === "upsert") {
    args.create = boundRow(args.create, shopId);
    args.update = withoutShop(args.update);
  } else if (operation.startsWith("update")) {
    args.data = withoutShop(args.data);
  }
  return args;
}

/** The extension that binds every operation of a client to one shop. */
export function shopExtension(shopId: ShopId) {
  return Prisma.defineExtension({
    name: "shop",
    query: {
      $allModels: {
        $allOperations({ operation, args, query }) {
          return query(bindArguments(operation, args, shopId) as typeof args);
        },
      },
    },
  });
}
