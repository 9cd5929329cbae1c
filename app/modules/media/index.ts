export { createMediaFetcher, type MediaFetcher, type MediaReason } from "./fetcher.ts";
export { type MediaFile, type MediaView, mediaFile, mediaOf } from "./queries.ts";
export { requestMedia } from "./request.ts";
