import { Brand } from '#app/ui/Brand.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Page, SkipLink, Wrap } from '#app/ui/Shell.tsx'
import type { InterruptedPost } from './interrupted-post.ts'
import { LogInForm } from './LogInForm.tsx'
import { ResumeForm } from './ResumeForm.tsx'

/**
 * In place of the page whose form was sent after the session had ended: log in here, and what was written is sent with it.
 * An area gives the class of its pages, which are as wide as the window.
 */
export function Interrupted({ post, pageClass }: { post: InterruptedPost; pageClass?: string }) {
  if (post.needsSecondStep) {
    return (
      <Page wrap={!pageClass} className={pageClass}>
        <ResumeForm post={post} />
      </Page>
    )
  }
  return (
    <Page wrap={!pageClass} className={pageClass}>
      <div className="form under-4">
        <h1>U was uitgelogd</h1>
        <Notice title="Wat u schreef is bewaard" live>
          <p>Log opnieuw in. Daarna kunt u het alsnog opslaan.</p>
          {post.passwordLost && <p>Een wachtwoord bewaren wij niet. Vul dat daarna opnieuw in.</p>}
          {post.filesLost && <p>Het bestand dat u had gekozen, kon niet mee. Kies het daarna opnieuw.</p>}
        </Notice>
      </div>
      <LogInForm kept={post} />
    </Page>
  )
}

export const titleOfInterruption = (post: InterruptedPost) =>
  post.needsSecondStep ? 'Nog één ding eerst' : 'U was uitgelogd'

/** The same as a whole page, for where no layout is left to stand in. */
export function InterruptedPage({ post, municipalityName }: { post: InterruptedPost; municipalityName: string }) {
  return (
    <>
      <title>{titleOfInterruption(post)}</title>
      <SkipLink />
      <header className="sm-header utrecht-page-header">
        <Wrap>
          <Brand municipalityName={municipalityName ? `gemeente ${municipalityName}` : ''} />
        </Wrap>
      </header>
      <Interrupted post={post} />
    </>
  )
}
