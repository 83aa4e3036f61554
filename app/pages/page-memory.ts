import { LRUCache } from 'lru-cache'

/** How many bytes a kept thing takes. */
type Sized = { size: number }

/** Of the memory, this part is for what was asked for once. */
const FOR_NEW = 0.25

/**
 * Keeps pages within a number of bytes. What was asked for once has a small part of it: a flood of addresses that nobody asks for
 * twice pushes out only such pages, never those that people read. Of both parts what was not asked for longest goes first.
 */
export class PageMemory<Page extends Sized> {
  readonly #once: LRUCache<string, Page>
  readonly #often: LRUCache<string, Page>

  constructor(bytes: number) {
    const sizeCalculation = (page: Page, key: string) => Math.ceil(page.size + 2 * key.length) + 1
    this.#once = new LRUCache({ maxSize: Math.floor(bytes * FOR_NEW), sizeCalculation })
    this.#often = new LRUCache({
      maxSize: Math.ceil(bytes * (1 - FOR_NEW)),
      sizeCalculation,
      // What is no longer asked for most stands with the new ones, and may come back.
      dispose: (page, key, why) => {
        if (why === 'evict') this.#once.set(key, page)
      },
    })
  }

  get(key: string): Page | undefined {
    const often = this.#often.get(key)
    if (often) return often
    const page = this.#once.get(key)
    if (page) {
      this.#once.delete(key)
      this.#often.set(key, page)
    }
    return page
  }

  /** Keeps a page in place of what was kept there. A page that is larger than the part for new ones is not kept. */
  keep(key: string, page: Page): void {
    if (this.#often.has(key)) this.#often.set(key, page)
    else this.#once.set(key, page)
  }

  /** Bytes that are kept. */
  get size(): number {
    return this.#once.calculatedSize + this.#often.calculatedSize
  }
}
