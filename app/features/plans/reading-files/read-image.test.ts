import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { ImagesOfFile, readImage } from './read-image.ts'

const drawn = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#157' } })
const bytes = async (image: Sharp) => new Uint8Array(await image.toBuffer())

describe('a picture from a document', () => {
  test('is a PNG, JPEG or WebP again; of a GIF the first image is kept as PNG', async () => {
    expect(await readImage(await bytes(drawn().png()))).toMatchObject({ type: 'png', width: 40, height: 30 })
    expect(await readImage(await bytes(drawn().jpeg()))).toMatchObject({ type: 'jpeg' })
    expect(await readImage(await bytes(drawn().webp()))).toMatchObject({ type: 'webp' })
    expect(await readImage(await bytes(drawn().gif()))).toMatchObject({ type: 'png' })
  })

  test('loses the place, time and owner that a camera kept in it', async () => {
    const given = await bytes(
      drawn()
        .jpeg()
        .withExif({ IFD0: { Artist: 'A. Fotograaf' }, IFD3: { GPSLatitude: '52/1 0/1 0/1' } }),
    )
    expect(Buffer.from(given).includes('Fotograaf')).toBe(true)
    const image = await readImage(given)
    expect(Buffer.from(image?.bytes ?? []).includes('Fotograaf')).toBe(false)
    expect((await sharp(image?.bytes).metadata()).exif).toBeUndefined()
  })

  test('is no larger than a page shows', async () => {
    expect(await readImage(await bytes(drawn(4000, 1000).png()))).toMatchObject({ width: 1600, height: 400 })
  })

  test('is not read when it is something else, whatever its name says', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    expect(await readImage(svg)).toBeNull()
    expect(await readImage(await bytes(drawn().tiff()))).toBeNull()
    const broken = (await bytes(drawn().png())).slice(0, 60)
    expect(await readImage(broken)).toBeNull()
    expect(await readImage(new Uint8Array(16 * 1024 * 1024))).toBeNull()
  })

  test('that would take too much memory is not read', async () => {
    const bomb = await bytes(drawn(9000, 9000).png())
    expect(bomb.length).toBeLessThan(2_000_000)
    expect(await readImage(bomb)).toBeNull()
  })

  test('that stands in a file several times is kept once', async () => {
    const file = new ImagesOfFile()
    const logo = await bytes(drawn().png())
    expect(await Promise.all([file.place(logo), file.place(logo)])).toEqual([0, 0])
    expect(await file.place(await bytes(drawn(50).png()))).toBe(1)
    expect(file.images).toHaveLength(2)
  })
})
