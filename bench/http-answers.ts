/** What is counted of an answer. */
export type CountedAnswer = { status: number; bytes: number; closes: boolean }

/**
 * Reads the answers to GET requests that come one after another on a connection, and counts the bytes of their bodies.
 * Much less work than Node's own client, which takes more of a core than the server that it would measure.
 */
export class AnswerReader {
  readonly #answered: (answer: CountedAnswer) => void
  /** What came of a head, of a line with the size of a piece, or of the lines behind the last piece. */
  #waiting: Buffer = Buffer.alloc(0)
  #reading: 'head' | 'body' | 'size' | 'piece' | 'trailer' = 'head'
  /** Bytes of the body, or of the piece and the line end behind it, that are still to come. */
  #left = 0
  #answer: CountedAnswer = { status: 0, bytes: 0, closes: false }

  constructor(answered: (answer: CountedAnswer) => void) {
    this.#answered = answered
  }

  /** Takes in what arrived. Throws where it is no HTTP/1.1 answer with a length. */
  push(arrived: Buffer): void {
    let data = this.#waiting.length === 0 ? arrived : Buffer.concat([this.#waiting, arrived])
    this.#waiting = EMPTY
    while (data.length > 0) {
      if (this.#reading === 'body' || this.#reading === 'piece') {
        const taken = Math.min(this.#left, data.length)
        this.#left -= taken
        data = data.subarray(taken)
        if (this.#left > 0) return
        if (this.#reading === 'body') this.#end()
        else this.#reading = 'size'
        continue
      }
      const isHead = this.#reading === 'head'
      const at = data.indexOf(isHead ? '\r\n\r\n' : '\r\n', 0, 'latin1')
      if (at < 0) {
        this.#waiting = data
        return
      }
      const text = data.toString('latin1', 0, at)
      data = data.subarray(at + (isHead ? 4 : 2))
      if (isHead) this.#readHead(text)
      else if (this.#reading === 'size') this.#readSize(text)
      else if (text === '') this.#end()
    }
  }

  #readHead(head: string): void {
    if (!head.startsWith('HTTP/1.1 ')) throw new Error(`not an answer: ${head.slice(0, 40)}`)
    const status = Number(head.slice(9, 12))
    this.#answer = { status, bytes: 0, closes: /\r\nconnection: *close/i.test(head) }
    if (status === 304 || status === 204) return this.#end()
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    if (length !== undefined) {
      this.#answer.bytes = this.#left = Number(length)
      this.#reading = 'body'
      if (this.#left === 0) this.#end()
    } else if (/\r\ntransfer-encoding: *chunked/i.test(head)) this.#reading = 'size'
    else throw new Error('an answer without a length')
  }

  #readSize(line: string): void {
    const size = parseInt(line, 16)
    if (!(size >= 0)) throw new Error(`not the size of a piece: ${line.slice(0, 40)}`)
    this.#answer.bytes += size
    this.#left = size + 2
    this.#reading = size === 0 ? 'trailer' : 'piece'
  }

  #end(): void {
    this.#reading = 'head'
    this.#answered(this.#answer)
  }
}

const EMPTY: Buffer = Buffer.alloc(0)
