import { Transform } from 'node:stream'

const GATHERED = 64 * 1024

/**
 * Combines small chunks into large ones: React sends a page two kilobytes at a time, and each chunk would be compressed
 * and sent by itself. `flush` sends at once what is there.
 */
export class GatheredStream extends Transform {
  #pieces: Buffer[] = []
  #size = 0

  override _transform(piece: Buffer, _: BufferEncoding, done: () => void): void {
    this.#pieces.push(piece)
    this.#size += piece.length
    if (this.#size >= GATHERED) this.flush()
    done()
  }

  override _flush(done: () => void): void {
    this.flush()
    done()
  }

  /** React calls this when the rest of the page has to wait for something. */
  flush(): void {
    if (this.#size === 0) return
    const whole = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#size = 0
    this.push(whole)
  }
}
