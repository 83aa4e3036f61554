import type { AnyNode, Element } from 'domhandler'
import { isTag } from 'domhandler'
import { parseDocument } from 'htmlparser2'

/** What a Word style means for a paragraph, also when the style only says so through the style it is based on. */
export type WordStyle = {
  role: 'heading' | 'title' | 'contents' | 'quote' | null
  /** 1 is the highest; only for a heading. */
  level: number
  isBold: boolean
  /** Half points. */
  size: number
}

/** Style names that are headings in Dutch, English, German and French Word, with their level. */
const headingName = /^(?:heading|kop|überschrift|titre)\s*([1-9])\b/i
const titleName = /^(?:title|titel)$/i
const contentsName =
  /^(?:toc|inhopg|inhoud|contents)\s*(?:\d|heading)\b|^(?:toc heading|kopvaninhoudsopgave|kop van inhoudsopgave|inhoudsopgave)/i
const quoteName = /^(?:intense quote|quote|quotations|citaat|duidelijk citaat|block text)$/i

/** Reads word/styles.xml into a map from style id to meaning; `fallback` is for paragraphs without a style. */
export function readWordStyles(xml: string): { byId: Map<string, WordStyle>; fallback: WordStyle } {
  const root = parseDocument(xml, { xmlMode: true })
  const defaults = find(root.children, 'w:rPrDefault')
  const base: WordStyle = { role: null, level: 0, isBold: false, size: sizeIn(defaults) ?? 20 }
  const elements = new Map<string, Element>()
  let normal: string | null = null
  for (const style of findEvery(root.children, 'w:style')) {
    const id = style.attribs['w:styleId']
    if (id === undefined) continue
    elements.set(id, style)
    if (style.attribs['w:type'] === 'paragraph' && isOn(style.attribs['w:default'] ?? 'false')) normal = id
  }
  const byId = new Map<string, WordStyle>()
  const resolve = (id: string, depth: number): WordStyle => {
    const known = byId.get(id)
    if (known) return known
    const element = elements.get(id)
    if (!element || depth > 20) return base
    const parentId = find(element.children, 'w:basedOn')?.attribs['w:val']
    const meaning = ownMeaning(element, parentId === undefined ? base : resolve(parentId, depth + 1))
    byId.set(id, meaning)
    return meaning
  }
  for (const id of elements.keys()) resolve(id, 0)
  return { byId, fallback: normal === null ? base : (byId.get(normal) ?? base) }
}

function ownMeaning(style: Element, parent: WordStyle): WordStyle {
  const name = find(style.children, 'w:name')?.attribs['w:val'] ?? ''
  const run = style.children.find((child): child is Element => isTag(child) && child.name === 'w:rPr')
  const bold = run && find(run.children, 'w:b')
  const look = {
    isBold: bold ? isOn(bold.attribs['w:val'] ?? 'true') : parent.isBold,
    size: sizeIn(run) ?? parent.size,
  }
  if (contentsName.test(name)) return { role: 'contents', level: 0, ...look }
  const named = headingName.exec(name)?.[1]
  if (named !== undefined) return { role: 'heading', level: Number(named), ...look }
  if (titleName.test(name)) return { role: 'title', level: 0, ...look }
  if (quoteName.test(name)) return { role: 'quote', level: 0, ...look }
  const outline = Number.parseInt(find(style.children, 'w:outlineLvl')?.attribs['w:val'] ?? '', 10)
  if (outline >= 0 && outline < 9) return { role: 'heading', level: outline + 1, ...look }
  if (outline === 9 || name.toLowerCase() === 'subtitle') return { role: null, level: 0, ...look }
  return { role: parent.role, level: parent.level, ...look }
}

const isOn = (value: string) => value !== 'false' && value !== '0' && value !== 'off'

function sizeIn(element: Element | null | undefined): number | null {
  const value = Number.parseInt((element && find(element.children, 'w:sz')?.attribs['w:val']) ?? '', 10)
  return Number.isFinite(value) && value > 0 && value < 400 ? value : null
}

function find(nodes: readonly AnyNode[], name: string): Element | null {
  for (const node of nodes) {
    if (!isTag(node)) continue
    const found = node.name === name ? node : find(node.children, name)
    if (found) return found
  }
  return null
}

function findEvery(nodes: readonly AnyNode[], name: string): Element[] {
  return nodes.flatMap((node) => (!isTag(node) ? [] : node.name === name ? [node] : findEvery(node.children, name)))
}
