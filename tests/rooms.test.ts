import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { tablesNamedIn } from './tables-in-sql.ts'

const root = path.join(import.meta.dirname, '..')

/**
 * The rooms in the order of the thread, each with its tables: a room's statements may name its own tables and those
 * before it.
 */
const tablesOf = {
  record: ['event'],
  municipalities: [
    ...['municipality', 'municipalityHost', 'designatedDay', 'contentVersion', 'dispositionWords', 'ownDisposition'],
  ],
  notifications: ['notification'],
  accounts: [
    ...['account', 'membership', 'session', 'invitation', 'passwordReset', 'loginLink', 'knownDevice'],
    ...['secondStep', 'recoveryCode', 'attempt'],
  ],
  processes: ['process', 'phase', 'channel', 'adoption'],
  plans: [
    'planVersion',
    'section',
    'paragraph',
    'paragraphOrigin',
    'settledOrigin',
    'tableRow',
    'planEdit',
    'erratum',
    'actionItem',
    'actionItemParagraph',
    'planAnnouncement',
    'planImage',
  ],
  contributions: [
    ...['contribution', 'contributionFile', 'contributionItem', 'contributionOrigin', 'contributor'],
    ...['contributorContact', 'reactionDraft', 'receipt', 'senderHeading', 'publication'],
  ],
  meetings: ['meeting', 'meetingAgendaItem', 'meetingRegistration', 'meetingRegistrationLink'],
  points: [
    ...['point', 'pointHistory', 'pointOrigin', 'pointWork', 'theme', 'nonPoint', 'redaction', 'publicWording'],
    ...['skippedSuggestion', 'splitAct', 'pointPlace', 'pointPresence', 'pointTally', 'pointTallyValue'],
  ],
  workflow: [
    ...['workflowStep', 'processStep', 'assignmentRule', 'stepReturn', 'deskMessage', 'deskSetting'],
    'assignmentsTold',
  ],
  rankings: [
    ...['rankingSession', 'topic', 'topicRelation', 'councilGroup', 'groupMember', 'rankingEntry', 'rankingMove'],
    'tieDecision',
  ],
  answers: [
    ...[
      'answer',
      'answerPoint',
      'answerSection',
      'answerParagraph',
      'answerDraft',
      'answerVersion',
      'finding',
      'findingLetThrough',
      'checkedPoint',
      'checkedAnswer',
    ],
    ...['boilerplate', 'boilerplateUse'],
    ...['publishedPoint', 'publishedPlace', 'publishedCount'],
  ],
  changes: [
    ...['amendment', 'amendmentPart', 'changeReason', 'changePoint'],
    ...['decisionFile', 'decisionFilePoint', 'motivationMatch'],
  ],
  partners: [
    ...['partner', 'partnerPerson', 'questionnaire', 'question', 'questionVersion', 'response', 'responseAnswer'],
    ...['responseItem', 'responsePresence', 'responseVersion'],
  ],
  campaigns: [
    ...['campaign', 'campaignPoint', 'letter', 'letterBand'],
    ...['suggestion', 'suggestionDue', 'suggestionKind'],
  ],
  desk: [
    ...['bulkChange', 'deskView', 'deskVisit', 'pointNote', 'pointNoteMention'],
    ...['adviceRequest', 'advicePoint', 'adviceCode', 'adviceSession', 'workDay', 'workShare'],
  ],
  retention: ['retentionRule', 'erasure'],
  search: ['searchDue', 'searchEntry', 'searchWord'],
} as const

const thread = Object.keys(tablesOf)
const roomOf = new Map<string, string>(
  Object.entries(tablesOf).flatMap(([room, tables]) => tables.map((table) => [table, room] as const)),
)

/** Methods of the query builder whose first argument names tables. */
const takesTable =
  /^(selectFrom|insertInto|replaceInto|mergeInto|updateTable|deleteFrom|from|using|table|\w+Join(Lateral)?)$/

/** The tables that SQL text names; a text of one word is the name itself. */
const inSql = (text: string) => tablesNamedIn(/^\w+$/.test(text) ? `from ${text}` : text)

/**
 * Every table that the statements in this source name; where a variable names the table, it may be any that the source
 * mentions.
 */
function tablesNamed(file: string, source: string): string[] {
  const found = new Set<string>()
  const spelled = new Set<string>()
  let byVariable = false
  const add = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) found.add(node.text.split(/[\s.]/)[0] ?? '')
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(add)
    else if (!ts.isCallExpression(node) && !ts.isArrowFunction(node)) byVariable = true
  }
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) spelled.add(node.text)
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [tables] = node.arguments
      if (tables && takesTable.test(node.expression.name.text)) add(tables)
    }
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText().startsWith('sql')) {
      const { template } = node
      const parts = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map(({ literal }) => literal)]
      for (const table of inSql(parts.map(({ text }) => text).join(' _ '))) found.add(table)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return [...new Set([...found, ...(byVariable ? spelled : [])])].filter((name) => roomOf.has(name))
}

const serverFiles = readdirSync(path.join(root, 'app/features'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.server.ts'),
)

/** The tables of later rooms that a room's statements name, as `table of room`. */
function namedBehind(room: string, tables: readonly string[]): string[] {
  const behind = thread.slice(thread.indexOf(room) + 1)
  return tables.flatMap((table) => {
    const of = roomOf.get(table) ?? ''
    return behind.includes(of) ? [`${table} of ${of}`] : []
  })
}

/**
 * The exception that is left: `contribution_item` does not keep the words and the kind of the question that it answers.
 */
const left = ['contributions/items.server.ts names questionVersion of partners']

describe('each room knows only itself and those before it, in SQL too', () => {
  test('every table of the database has a room', () => {
    const types = readFileSync(path.join(root, 'db/types.generated.ts'), 'utf8')
    const list = /export interface DB \{([^}]*)\}/.exec(types)?.[1] ?? ''
    const tables = [...list.matchAll(/^ {2}(\w+):/gm)].map(([, table]) => table)
    expect(tables.length).toBeGreaterThan(50)
    expect([...roomOf.keys()].sort()).toEqual(tables.sort())
  })

  test.each([
    [
      "db.selectFrom('point as p').innerJoin('answerPoint', 'a', 'b').leftJoin('theme as t', on)",
      'answerPoint point theme',
    ],
    ["db.selectFrom(['theme', 'topic as t']).where('answer', '=', 1)", 'theme topic'],
    ["trx.insertInto('point').expression((eb) => eb.selectFrom('answer'))", 'answer point'],
    ["trx.updateTable('point').from('answer').set({})", 'answer point'],
    ["trx.deleteFrom('point').using('answer')", 'answer point'],
    ["const go = (table: 'point' | 'answer') => trx.deleteFrom(table)", 'answer point'],
    ['sql`select id from point join answer_point on true, lateral x`', 'answerPoint point'],
    ['sql<Row>`select 1 from ${x} left join plan_version as v on v.id = 1`', 'planVersion'],
    ['sql`delete from point p using answer a where exists (select from theme)`', 'answer point theme'],
    ['sql`select 1 from point p, answer as a, theme`; sql`update topic set x = 1`', 'answer point theme topic'],
    ['sql`insert into event select 1`; sql`from ${sql`contribution`}`; sql`select theme`', 'contribution event'],
  ])('a table is found however a statement names it: %s', (source, tables) => {
    expect(tablesNamed('example.server.ts', source).sort().join(' ')).toBe(tables)
  })

  test('no statement names a table of a later room', () => {
    const found = serverFiles.flatMap((file) => {
      const room = file.split(path.sep)[0] ?? ''
      const tables = tablesNamed(file, readFileSync(path.join(root, 'app/features', file), 'utf8'))
      return namedBehind(room, tables).map((what) => `${file} names ${what}`)
    })
    expect(found).toEqual(left)
  })
})
