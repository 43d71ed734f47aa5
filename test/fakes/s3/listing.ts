// ListObjectsV2 and ListObjectVersions, as XML.
import { type Bucket, current, sortedKeys } from "./store.ts";

const PAGE = 1000;

export function listObjects(bucket: Bucket, query: URLSearchParams): string {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const most = Math.min(Number(query.get("max-keys") ?? PAGE), PAGE);
  const token = query.get("continuation-token");
  const after = token === null ? (query.get("start-after") ?? "") : Buffer.from(token, "base64url").toString();
  const written = query.get("encoding-type") === "url" ? urlWritten : xmlText;
  const items: string[] = [];
  let [last, truncated, folder] = ["", false, ""];
  for (const key of sortedKeys(bucket, prefix)) {
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    const object = current(bucket, key);
    if (Buffer.compare(Buffer.from(key), Buffer.from(after)) <= 0 || (cut >= 0 && after.startsWith(name)) || object === null) continue;
    if (cut >= 0 && name === folder) continue;
    if (items.length === most) {
      truncated = true;
      break;
    }
    if (cut >= 0) {
      folder = name;
      items.push(`<CommonPrefixes><Prefix>${written(name)}</Prefix></CommonPrefixes>`);
    } else {
      const modified = new Date(object.modified).toISOString();
      items.push(
        `<Contents><Key>${written(key)}</Key><LastModified>${modified}</LastModified><ETag>${xmlText(object.etag)}</ETag><Size>${object.bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
      );
    }
    last = cut < 0 ? key : name;
  }
  const encoding = query.get("encoding-type") === "url" ? "<EncodingType>url</EncodingType>" : "";
  const next = truncated ? `<NextContinuationToken>${Buffer.from(last).toString("base64url")}</NextContinuationToken>` : "";
  return document(
    "ListBucketResult",
    `<Name>${bucket.name}</Name><Prefix>${written(prefix)}</Prefix><KeyCount>${items.length}</KeyCount><MaxKeys>${most}</MaxKeys>${encoding}<IsTruncated>${truncated}</IsTruncated>${next}${items.join("")}`,
  );
}

export function listVersions(bucket: Bucket, query: URLSearchParams): string {
  const written = query.get("encoding-type") === "url" ? urlWritten : xmlText;
  const entries = sortedKeys(bucket, query.get("prefix") ?? "").flatMap((key) => {
    const versions = [...bucket.objects.get(key)!].reverse();
    return versions.map((one, index) => {
      const common = `<Key>${written(key)}</Key><VersionId>${one.versionId}</VersionId><IsLatest>${index === 0}</IsLatest><LastModified>${new Date(one.modified).toISOString()}</LastModified>`;
      if (one.deleted) return `<DeleteMarker>${common}</DeleteMarker>`;
      return `<Version>${common}<ETag>${xmlText(one.etag)}</ETag><Size>${one.bytes.length}</Size></Version>`;
    });
  });
  return document("ListVersionsResult", `<Name>${bucket.name}</Name><IsTruncated>false</IsTruncated>${entries.slice(0, PAGE).join("")}`);
}

export function errorXml(code: string, message: string, rest = ""): string {
  return document("Error", `<Code>${code}</Code><Message>${xmlText(message)}</Message>${rest}<RequestId>R</RequestId>`);
}

function document(name: string, inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${name}>`;
}

/** As S3 writes keys with encoding-type=url. */
function urlWritten(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

function xmlText(text: string): string {
  return text.replace(/[&<>"\r]/g, (char) => ENTITIES[char]!);
}
