import { readFileSync } from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import ts from 'typescript'

/**
 * Finds the classes that components use and style sheets define.
 *
 * A class is used in an attribute or property that is called `className` or ends in `Class`, or in whatever such a value is made
 * of in the same file: a constant, a function, a table. A name that is built (`badge--${tone}`) stands for every class that begins
 * and ends like it.
 */

const root = path.join(import.meta.dirname, '..')

/** Stands for a part of a name that is only known when the page is rendered. */
const UNKNOWN = '\0'

const isClassPlace = (name: string) => name === 'className' || name.endsWith('Class')

/** The values that a name may have in one file, whatever its scope. */
type Declared = Map<string, ts.Node[]>

/** Names of classes that this .tsx source uses; in a built name `*` stands for the part that is filled in. */
export function usedClasses(text: string): Set<string> {
  const names = classValues(text)
    .flatMap((value) => value.split(/\s+/))
    .filter((name) => name !== '' && name !== UNKNOWN)
  return new Set(names.map((name) => name.replaceAll(UNKNOWN, '*')))
}

/** The values of all class attributes and properties in this .tsx source. */
function classValues(text: string): string[] {
  const file = ts.createSourceFile('x.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const declared: Declared = new Map()
  const declare = (name: string, node: ts.Node) => declared.set(name, [...(declared.get(name) ?? []), node])
  const places: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      declare(node.name.text, node.initializer)
    if (ts.isFunctionDeclaration(node) && node.name) declare(node.name.text, node)
    if (ts.isJsxAttribute(node) && isClassPlace(node.name.getText()) && node.initializer) places.push(node.initializer)
    if (ts.isPropertyAssignment(node) && isClassPlace(node.name.getText())) places.push(node.initializer)
    if (ts.isShorthandPropertyAssignment(node) && isClassPlace(node.name.text)) places.push(node.name)
    if (ts.isBindingElement(node) && isClassPlace(node.name.getText()) && node.initializer)
      places.push(node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return places.flatMap((place) => valuesOf(place, declared, new Set()))
}

/** The texts that an expression may result in; UNKNOWN where that cannot be told. */
function valuesOf(node: ts.Node, declared: Declared, seen: Set<ts.Node>): string[] {
  const of = (part: ts.Node): string[] => valuesOf(part, declared, seen)
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isJsxExpression(node)) return node.expression ? of(node.expression) : []
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
    return of(node.expression)
  if (ts.isConditionalExpression(node)) return [...of(node.whenTrue), ...of(node.whenFalse)]
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce(
      (texts, { expression, literal }) => {
        const values = of(expression)
        return texts.flatMap((text) =>
          (values.length > 0 ? values : [UNKNOWN]).map((value) => text + value + literal.text),
        )
      },
      [node.head.text],
    )
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return ['', ...of(node.right)]
    if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken)
      return [...of(node.left), ...of(node.right)]
    return [UNKNOWN]
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(of)
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((property) => (ts.isPropertyAssignment(property) ? of(property.initializer) : []))
  if (ts.isArrowFunction(node) || ts.isFunctionDeclaration(node))
    return node.body ? returned(node.body).flatMap(of) : []
  if (ts.isCallExpression(node)) {
    // ['a', b && 'c'].filter(Boolean).join(' ')
    if (ts.isPropertyAccessExpression(node.expression)) return of(node.expression.expression)
    return of(node.expression)
  }
  if (ts.isElementAccessExpression(node)) return of(node.expression)
  if (ts.isIdentifier(node)) {
    if (node.text === 'undefined') return ['']
    const from = (declared.get(node.text) ?? []).filter((declaration) => !seen.has(declaration))
    if (from.length === 0) return [UNKNOWN]
    return from.flatMap((declaration) => valuesOf(declaration, declared, new Set([...seen, declaration])))
  }
  return [UNKNOWN]
}

function returned(body: ts.Node): ts.Node[] {
  if (!ts.isBlock(body)) return [body]
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression)
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit)
  }
  ts.forEachChild(body, visit)
  return found
}

/** Whether a used name, perhaps a built one, means this defined class. */
export function means(used: string, defined: string): boolean {
  if (!used.includes('*')) return used === defined
  return new RegExp(
    `^${used
      .split('*')
      .map((part) => part.replaceAll('-', '\\-'))
      .join('[\\w-]+')}$`,
  ).test(defined)
}

const CLASS = /\.(-?[_a-zA-Z][\w-]*)/g

/** Names of classes in the selectors of this file and of what it imports. */
export function definedClasses(file: string, into = new Set<string>()): Set<string> {
  const sheet = postcss.parse(readFileSync(file, 'utf8'), { from: file })
  sheet.walkAtRules('import', (rule) => {
    const name = /^['"]([^'"]+)['"]/.exec(rule.params)?.[1]
    if (!name) throw new Error(`${file}: ${rule.params}`)
    definedClasses(
      name.startsWith('.') ? path.join(path.dirname(file), name) : path.join(root, 'node_modules', name),
      into,
    )
  })
  sheet.walkRules((rule) => {
    for (const [, name = ''] of rule.selector.matchAll(CLASS)) into.add(name)
  })
  return into
}

/** This module and every module that it imports, except server modules and libraries. */
export function modulesOf(file: string, into = new Set<string>()): Set<string> {
  if (into.has(file)) return into
  into.add(file)
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true)
  for (const { fileName } of importedFiles) {
    if (!/^(#app\/|\.).*\.tsx?$/.test(fileName) || fileName.endsWith('.server.ts')) continue
    const to = fileName.startsWith('.') ? path.join(path.dirname(file), fileName) : path.join(root, fileName.slice(1))
    modulesOf(to, into)
  }
  return into
}
