import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { ReadImage } from '#app/features/plans/plan.ts'

/** The largest picture that is read, in bytes and in pixels, and what is kept of it. */
const MOST_BYTES = 15 * 1024 * 1024
const MOST_PIXELS = 60_000_000
/** Twice the width of a page, so that it is sharp on a fine screen, and in print. */
const KEPT = { width: 1600, height: 2400 }
const MOST_KEPT_BYTES = 5 * 1024 * 1024

/** Nothing reads a picture but these: not what would run a script, fetch something, or read a format that we do not show. */
const loaders = ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif']
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: loaders })
sharp.cache(false)
sharp.concurrency(1)

const begins = (bytes: Uint8Array, at: number, ...expected: number[]) =>
  expected.every((byte, index) => bytes[at + index] === byte)

/** Whether the bytes begin as a PNG, JPEG, GIF or WebP picture does, whatever its name says. */
const isPicture = (bytes: Uint8Array): boolean =>
  begins(bytes, 0, 0x89, 0x50, 0x4e, 0x47) ||
  begins(bytes, 0, 0xff, 0xd8, 0xff) ||
  begins(bytes, 0, 0x47, 0x49, 0x46, 0x38) ||
  (begins(bytes, 0, 0x52, 0x49, 0x46, 0x46) && begins(bytes, 8, 0x57, 0x45, 0x42, 0x50))

/**
 * A picture written anew: turned as it was meant, no larger than a page shows, without what a camera or program kept in it (place, time, owner). Of
 * what moves the first image is kept, as PNG. Null for what is no picture that can be read, or is too large.
 */
export async function readImage(bytes: Uint8Array): Promise<ReadImage | null> {
  if (bytes.length > MOST_BYTES || !isPicture(bytes)) return null
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    const { format } = await image.metadata()
    const turned = image.autoOrient().resize({ ...KEPT, fit: 'inside', withoutEnlargement: true })
    const type = format === 'jpeg' ? 'jpeg' : format === 'webp' ? 'webp' : 'png'
    const written =
      type === 'jpeg'
        ? turned.jpeg({ quality: 82 })
        : type === 'webp'
          ? turned.webp({ quality: 82 })
          : turned.png({ compressionLevel: 9 })
    const { data, info } = await written.toBuffer({ resolveWithObject: true })
    if (data.length > MOST_KEPT_BYTES) return null
    return { type, width: info.width, height: info.height, bytes: new Uint8Array(data) }
  } catch {
    return null
  }
}

/** Pictures in one file, and bytes of all of them together, that are kept. */
const MOST_IMAGES = 200
const MOST_TOGETHER = 40 * 1024 * 1024

/** Reads the pictures of one file, each once however often it stands there. */
export class ImagesOfFile {
  readonly images: ReadImage[] = []
  #together = 0
  #placeOf = new Map<string, Promise<number | null>>()

  /** The place of this picture among `images`; null when it is not kept. */
  async place(bytes: Uint8Array): Promise<number | null> {
    const hash = createHash('sha256').update(bytes).digest('hex')
    const known = this.#placeOf.get(hash) ?? this.#read(bytes)
    this.#placeOf.set(hash, known)
    return known
  }

  async #read(bytes: Uint8Array): Promise<number | null> {
    const image = await readImage(bytes)
    if (!image || this.images.length >= MOST_IMAGES || this.#together + image.bytes.length > MOST_TOGETHER) return null
    this.#together += image.bytes.length
    return this.images.push(image) - 1
  }
}
