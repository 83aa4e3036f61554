/**
 * Compares two folders of pictures pixel by pixel: `npm run pictures:compare -- BEFORE AFTER [DIFF_FOLDER]`. Prints per
 * picture how many pixels differ, and which pictures are in one folder only. Ends with 1 when anything differs.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

const [before, after, diffFolder = path.join(after ?? '', 'differences')] = process.argv.slice(2)
if (!before || !after) throw new Error('Gebruik: npm run pictures:compare -- VOOR NA [MAP VOOR VERSCHILLEN]')

/**
 * Ignores differences of two of the 255 steps of a colour: the browser itself differs that much between two runs, at
 * rounded corners of scrollable areas, and nobody sees it.
 */
const THRESHOLD = 0.01

/** The picture on a canvas of this size; the uncovered part differs from any picture that covers it. */
function onSheet(picture: PNG, { width, height }: { width: number; height: number }): PNG {
  const sheet = new PNG({ width, height, fill: true })
  PNG.bitblt(picture, sheet, 0, 0, picture.width, picture.height, 0, 0)
  return sheet
}

/** How many pixels differ, and a picture of where; every pixel counts, also those that smooth an edge. */
function differenceOf(one: PNG, other: PNG): { pixels: number; picture: PNG } {
  const size = { width: Math.max(one.width, other.width), height: Math.max(one.height, other.height) }
  const picture = new PNG(size)
  const [a, b] = [onSheet(one, size), onSheet(other, size)]
  const pixels = pixelmatch(a.data, b.data, picture.data, size.width, size.height, {
    threshold: THRESHOLD,
    includeAA: true,
  })
  return { pixels, picture }
}

const picturesIn = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()
const [names, otherNames] = await Promise.all([picturesIn(before), picturesIn(after)])
const missing = [
  ...names.filter((name) => !otherNames.includes(name)).map((name) => `${name}: alleen in ${before}`),
  ...otherNames.filter((name) => !names.includes(name)).map((name) => `${name}: alleen in ${after}`),
]
let different = 0
for (const name of names.filter((name) => otherNames.includes(name))) {
  const [one, other] = await Promise.all([before, after].map((folder) => readFile(path.join(folder, name))))
  if (!one || !other || one.equals(other)) {
    console.log(`${name}: 0`)
    continue
  }
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)]
  const isSameSize = a.height === b.height && a.width === b.width
  const { pixels, picture } = differenceOf(a, b)
  console.log(`${name}: ${pixels}${isSameSize ? '' : ` (${a.width}x${a.height} en ${b.width}x${b.height})`}`)
  if (pixels === 0 && isSameSize) continue
  different++
  await mkdir(diffFolder, { recursive: true })
  await writeFile(path.join(diffFolder, name), PNG.sync.write(picture))
}
for (const line of missing) console.log(line)
console.log(
  `${names.length} en ${otherNames.length} plaatjes: ${different} verschillen, ${missing.length} aan één kant.`,
)
if (different > 0 || missing.length > 0) process.exitCode = 1
