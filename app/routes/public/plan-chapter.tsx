import { redirect } from '@remix-run/node'
import { useLoaderData, type MetaFunction } from '@remix-run/react'
import { validate } from 'uuid'
import { forEveryone } from '#app/features/accounts/guard.server.ts'
import { publishedPoints } from '#app/features/answers/published-points.server.ts'
import { NotFound } from '#app/errors.server.ts'
import { changedPath } from '#app/features/changes/changed-address.ts'
import { planMarks } from '#app/features/changes/plan-marks.server.ts'
import { isTextKept, KeptTextNotice, sayingTextKept } from '#app/features/contributions/KeptTextNotice.tsx'
import {
  anchors,
  chapterAddress,
  chapterNumber,
  chapterOf,
  formerChapterPath,
  GONE_CHAPTER,
  reactPath,
  showingOldWords,
} from '#app/features/plans/chapter-address.ts'
import { errataOf } from '#app/features/plans/errata/errata.server.ts'
import { partsOf } from '#app/features/plans/contents.ts'
import { ContentsPage, firstUpper } from '#app/features/plans/ContentsPage.tsx'
import { PlanContents } from '#app/features/plans/PlanContents.tsx'
import { chapterInWords, sectionInWords } from '#app/features/plans/plan.ts'
import { planLinks } from '#app/features/plans/plan-links.ts'
import { PlanText, SectionPoints } from '#app/features/plans/PlanText.tsx'
import { planParagraphs } from '#app/features/plans/queries.server.ts'
import { readablePlan } from '#app/features/plans/readable-plan.server.ts'
import { SectionName } from '#app/features/plans/SectionName.tsx'
import { PlanNotices } from '#app/features/plans/PlanNotices.tsx'
import { PlanTools } from '#app/features/plans/PlanTools.tsx'
import { formerChapter, goneChapter } from '#app/features/plans/versions/former-chapter.server.ts'
import { GoneChapterNotice } from '#app/features/plans/versions/GoneChapterNotice.tsx'
import { versionInSentence } from '#app/features/plans/versions/version-words.ts'
import { FromPoint, OldWordsSwitch } from '#app/features/plans/versions/ChangeMark.tsx'
import { BottomBar, ChapterNav, ReadingBar } from '#app/features/plans/ReadingBars.tsx'
import { PreviewBanner } from '#app/features/processes/PreviewBanner.tsx'
import { PlanSearchForm } from '#app/features/search/PlanSearchForm.tsx'
import { markWords } from '#app/features/search/mark-words.tsx'
import { questionOf } from '#app/features/search/question.ts'
import { wordsToMark } from '#app/features/search/search-plan.server.ts'
import { paths, withQuery } from '#app/paths.ts'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Page } from '#app/ui/Shell.tsx'
import { stylesheets } from '#app/ui/stylesheets.ts'
import processStyles from '#app/features/processes/process.css?url'
import changedTextStyles from '#app/features/plans/versions/changed-text.css?url'
import marksStyles from '#app/features/plans/versions/marks.css?url'
import searchStyles from '#app/features/search/search.css?url'
import contentsStyles from '#app/features/plans/plan-contents.css?url'
import frameStyles from '#app/features/plans/reading-frame.css?url'
import readingStyles from '#app/features/plans/reading.css?url'

export const links = () =>
  stylesheets(processStyles, frameStyles, contentsStyles, readingStyles, changedTextStyles, marksStyles, searchStyles)

/** Without a chapter: the contents of the plan, or its only chapter. */
export const loader = forEveryone(async ({ db, municipality, actor, now, params, url }) => {
  const readable = await readablePlan(db, { municipalityId: municipality.id, actor }, params.slug, now)
  const { process, about, chapters, sections, plan } = readable
  const { stage } = process
  const asked = params.chapter
  const textKept = isTextKept(url)
  const isOldShown = url.searchParams.get('oud') === '1'
  const linked = <Linked extends { href: string }>(place: Linked): Linked => {
    if (textKept) return { ...place, href: sayingTextKept(place.href) }
    return isOldShown && plan.previousId ? { ...place, href: showingOldWords(place.href) } : place
  }
  const linkedChapters = chapters.map((each) => ({ ...linked(each), sections: each.sections.map(linked) }))
  if (asked === undefined) {
    const goneId = url.searchParams.get(GONE_CHAPTER) ?? ''
    const gone = validate(goneId) ? await goneChapter(db, process, goneId) : null
    const only = chapters.length === 1 ? chapters[0] : undefined
    if (only && !gone) throw redirect(only.href + url.search, 302)
    return {
      stage,
      about,
      textKept,
      chapters: linkedChapters,
      chapter: null,
      gone: gone && { ...gone, version: versionInSentence(gone.version, process) },
      words: chapters.reduce((sum, { words }) => sum + words, 0),
    }
  }
  const at = chapters.findIndex(({ number }) => number === chapterNumber(asked))
  const chapter = chapters[at]
  if (!chapter || chapterAddress(chapter) !== asked) {
    const former = await formerChapter(db, process, asked)
    if (former) throw redirect(formerChapterPath(process.slug, former, url.search), 302)
  }
  if (!chapter) throw new NotFound()
  // Headings change while a plan is corrected: the number is then what counts. A later version may have another chapter there, so nobody may keep this.
  if (url.pathname.replace(/\.data$/, '') !== chapter.href) throw redirect(chapter.href + url.search, 302)
  const own = sections.filter(({ number }) => chapterOf(number) === chapter.number)
  const given = url.searchParams.get('zoek') ?? ''
  const [paragraphs, points, errata, marked, changes] = await Promise.all([
    planParagraphs(
      db,
      plan,
      own.map(({ id }) => id),
    ),
    publishedPoints(db, process),
    errataOf(db, plan),
    given === '' ? null : wordsToMark(db, municipality.id, given),
    plan.previousId === null
      ? null
      : planMarks(db, process, { isOldShown, point: url.searchParams.get('punt'), chapter: chapter.number }),
  ])
  const neighbour = (index: number) => {
    const found = linkedChapters[index]
    return found ? { href: found.href, number: found.number, heading: found.heading } : null
  }
  return {
    stage,
    about,
    textKept,
    chapters: linkedChapters,
    chapter: { ...chapter, part: at + 1 },
    parts: partsOf(own, paragraphs),
    points,
    errata,
    changes,
    marked: marked && { ...marked, typed: questionOf(given).typed },
    previous: neighbour(at - 1),
    next: neighbour(at + 1),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data?.chapter
    ? pageMeta(matches, `${sectionInWords(data.chapter)} | ${data.about.title}`)
    : pageMeta(matches, `Lees het plan: ${data?.about.title ?? ''}`)

export default function Plan() {
  const data = useLoaderData<typeof loader>()
  if (!data.chapter)
    return (
      <ContentsPage
        about={data.about}
        chapters={data.chapters}
        words={data.words ?? 0}
        notices={
          <>
            {data.gone && <GoneChapterNotice {...data.gone} changed={changedPath(data.about.slug)} />}
            <PlanNotices {...data.about} />
            {data.textKept && <KeptTextNotice slug={data.about.slug} />}
          </>
        }
        search={data.about.canSearch && <PlanSearchForm slug={data.about.slug} id="zoek-in-plan" />}
      />
    )
  const { about, chapters, chapter, parts = [], points = null, errata = {}, previous = null, next = null } = data
  const { marked = null, changes = null } = data
  const mark = markWords(marked)
  const { slug } = about
  const links = planLinks(slug, about.canReact, points)
  const { firstParagraph, lastParagraph } = chapter
  const counts = changes ? changes.sections : (points?.sections ?? null)
  const counted = (
    <p className="soft small toc-says">
      {changes
        ? 'Het getal is het aantal veranderingen.'
        : 'Het getal zegt hoeveel punten mensen noemden bij dat deel.'}
    </p>
  )
  const tools = (id: string) => (
    <PlanTools
      slug={slug}
      actionItems={about.actionItems}
      search={about.canSearch && <PlanSearchForm slug={slug} id={id} value={marked?.typed ?? ''} />}
    />
  )
  const contents = (
    <PlanContents
      chapters={chapters}
      current={chapter.number}
      counts={counts}
      counted={changes ? 'changes' : 'points'}
    />
  )
  return (
    <>
      <ReadingBar
        slug={slug}
        title={about.title}
        part={chapter.part}
        of={chapters.length}
        whole={paths.public.planWhole(slug)}
      />
      {about.preview && <PreviewBanner slug={slug} />}
      <Page>
        <div className="read">
          <div className="toc">
            {tools('zoek-in-plan')}
            <nav aria-labelledby="inh">
              <p className="toc-t" id="inh">
                Inhoud
              </p>
              {counts && counted}
              {contents}
            </nav>
          </div>
          <article className="plan">
            <PlanNotices {...about} />
            {data.textKept && <KeptTextNotice slug={slug} />}
            {marked && <FoundWords slug={slug} typed={marked.typed} isMarked={mark !== null} />}
            <details className="fold toc-fold">
              <summary>{about.canSearch ? 'Inhoud en zoeken' : 'Inhoud van het plan'}</summary>
              {tools('zoek-in-plan-boven')}
              {counts && counted}
              <nav className="toc-list" aria-label="Inhoud van het plan">
                {contents}
              </nav>
            </details>
            {changes?.from && <FromPoint from={changes.from} myReaction={paths.public.myReaction()} />}
            <p className="pre">
              {firstUpper(about.made ?? about.version)}
              {firstParagraph !== null && lastParagraph !== null && (
                <>
                  ,{' '}
                  {firstParagraph === lastParagraph
                    ? `alinea ${firstParagraph}`
                    : `alinea ${firstParagraph} tot en met ${lastParagraph}`}{' '}
                  van de {about.paragraphs}
                </>
              )}
            </p>
            <h1 id={anchors.section(chapter.number)}>
              <SectionName {...chapter} />
            </h1>
            {changes && (
              <OldWordsSwitch
                isOldShown={changes.isOldShown}
                href={withQuery(paths.public.planChapter(slug, chapterAddress(chapter)), {
                  oud: changes.isOldShown ? null : '1',
                })}
                changes={{ count: changes.sections[chapter.number] ?? 0, href: changedPath(slug, chapter) }}
              />
            )}
            {links.react && (
              <p className="tools tools--chapter">
                <a href={links.react({ kind: 'section', id: chapter.id })}>Reageer op dit hoofdstuk</a>
              </p>
            )}
            {links.points && chapter.sections.length === 0 && (
              <div className="tools--chapter">
                <SectionPoints points={links.points} number={chapter.number} heading={chapter.heading} />
              </div>
            )}
            <PlanText parts={parts} links={links} top={1} untitled {...{ errata, mark, changes }} />
            <ChapterNav previous={previous} next={next} />
          </article>
        </div>
      </Page>
      <BottomBar
        contents={
          chapters.length > 1 ? `${paths.public.planChapter(slug)}#deel-${chapter.number}` : paths.public.process(slug)
        }
        next={next?.href ?? null}
        react={about.canReact ? reactTo(slug, chapters.length > 1 ? chapter : null) : null}
      />
    </>
  )
}

/** Which words are marked on this page, and the way back to all that was found. */
function FoundWords({ slug, typed, isMarked }: { slug: string; typed: string; isMarked: boolean }) {
  return (
    <p className="found-words no-print">
      {isMarked ? `“${typed}” is gemarkeerd in de tekst.` : `“${typed}” staat niet in dit plan.`}{' '}
      <a href={withQuery(paths.public.planSearch(slug), { zoek: typed })}>Terug naar de resultaten</a>
    </p>
  )
}

/** The chapter that is read, or the plan where that is one chapter. */
function reactTo(slug: string, chapter: { id: string; number: string; heading: string } | null) {
  return chapter
    ? { href: reactPath(slug, { kind: 'section', id: chapter.id }), on: chapterInWords(chapter) }
    : { href: paths.public.react(slug), on: 'het plan' }
}
