import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]
const WORDS = /\.(css|js|svg|json|txt)$/
/** Smaller files fit in one network packet, compressed or not. */
const SMALL = 1024

/**
 * Writes a brotli and a gzip copy beside every text file in a folder, at the strongest compression: this is done once
 * per build.
 */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && WORDS.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
  await Promise.all(files.map(compressFile))
}

async function compressFile(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < SMALL) return
  const asText = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const copies = [
    [`${file}.br`, await brotli(bytes, { params: asText })],
    [`${file}.gz`, await zip(bytes, { level: constants.Z_BEST_COMPRESSION })],
  ] as const
  for (const [name, copy] of copies) if (copy.length < bytes.length) await writeFile(name, copy)
}
