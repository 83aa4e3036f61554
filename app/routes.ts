import { index, layout, prefix, route, type RouteConfig } from '@remix-run/route-config'

/** Every URL on one page, by who may come there. The folder says which guard its loaders and actions must have. */
export default [
  layout('routes/public/layout.tsx', [
    index('routes/public/home.tsx'),
    route('afgerond', 'routes/public/finished.tsx'),
    route('hulp', 'routes/public/help.tsx'),
    route('privacy', 'routes/public/privacy.tsx'),
    route('toegankelijkheid', 'routes/public/accessibility.tsx'),
    route('mijn-reactie', 'routes/public/my-reaction.tsx'),
    ...prefix('trajecten/:slug', [
      index('routes/public/process.tsx'),
      route('plan/alles', 'routes/public/plan-whole.tsx'),
      route('plan/alinea/:paragraphId', 'routes/public/plan-paragraph.tsx'),
      route('plan/:chapter?', 'routes/public/plan-chapter.tsx'),
      route('reageren', 'routes/public/react.tsx'),
      route('reageren/over-u', 'routes/public/react-about-you.tsx'),
      route('reageren/controleren', 'routes/public/react-check.tsx'),
      route('ontvangen', 'routes/public/receipt.tsx'),
      route('wat-is-ermee-gedaan', 'routes/public/answered.tsx'),
      route('top-vijf', 'routes/public/top-list.tsx'),
      route('bijeenkomsten/:meetingId', 'routes/public/meeting.tsx'),
      route('bijeenkomsten/:meetingId/aanmelding/:token?', 'routes/public/meeting-registration.tsx'),
    ]),
    route('inloggen', 'routes/public/log-in.tsx'),
    route('uitloggen', 'routes/public/log-out.tsx'),
    route('wachtwoord-vergeten', 'routes/public/forgot-password.tsx'),
    route('uitnodiging/:token?', 'routes/public/invitation.tsx'),
    route('nieuw-wachtwoord/:token?', 'routes/public/new-password.tsx'),
  ]),
  route('trajecten/:slug/agenda.ics', 'routes/public/calendar.ts'),
  route('trajecten/:slug/bijeenkomsten/:meetingId/agenda.ics', 'routes/public/meeting-calendar.ts'),
  route('trajecten/:slug/bijeenkomsten/:meetingId/uitnodiging/:token', 'routes/public/meeting-invitation.ts'),
  route('trajecten/:slug/wat-is-ermee-gedaan.csv', 'routes/public/answered-csv.ts'),
  route('trajecten/:slug/wat-is-ermee-gedaan.json', 'routes/public/answered-json.ts'),
  route('trajecten/:slug/top-vijf.csv', 'routes/public/top-list-csv.ts'),
  route('trajecten/:slug/top-vijf.json', 'routes/public/top-list-json.ts'),
  route('dev/mail/:id?', 'routes/public/dev-mail.tsx'),

  layout('routes/official/layout.tsx', [
    ...prefix('ambtenaar', [
      index('routes/official/today.tsx'),
      route('account', 'routes/official/account.tsx'),
      route('gebruikers', 'routes/official/users.tsx'),
      route('trajecten', 'routes/official/processes.tsx'),
      route('trajecten/nieuw', 'routes/official/new-process.tsx'),
      ...prefix('trajecten/:slug', [
        route('', 'routes/official/process/frame.tsx', [
          index('routes/official/process/details.tsx'),
          route('inspraak', 'routes/official/process/consultation.tsx'),
          route('fasen', 'routes/official/process/phases.tsx'),
          route('plan', 'routes/official/process/plan.tsx'),
          route('vrijgeven', 'routes/official/process/release.tsx'),
        ]),
        ...prefix('bijeenkomsten', [
          index('routes/official/meetings/list.tsx'),
          route('nieuw', 'routes/official/meetings/new.tsx'),
          route(':meetingId', 'routes/official/meetings/meeting.tsx'),
          route(':meetingId/wijzigen', 'routes/official/meetings/change.tsx'),
        ]),
        route('inbreng', 'routes/official/process/register.tsx'),
        route('inbreng/nieuw', 'routes/official/process/new-contribution.tsx'),
        route('inbreng/:contributionId', 'routes/official/process/split.tsx'),
        route('inbreng/:contributionId/herkomst', 'routes/official/process/origin.tsx'),
        route('punten', 'routes/official/process/points.tsx'),
        route('punten/:pointId', 'routes/official/process/answer.tsx'),
        route('themas', 'routes/official/process/themes.tsx'),
        route('publiceren', 'routes/official/process/publish.tsx'),
      ]),
    ]),
  ]),

  route('ambtenaar/trajecten/:slug/bijeenkomsten/:meetingId/aanmeldingen.csv', 'routes/official/meetings/participants-csv.ts'),

  layout('routes/council/layout.tsx', [
    route('raad', 'routes/council/home.tsx'),
    route('raad/account', 'routes/council/account.tsx'),
    route('raad/ranglijsten/:slug', 'routes/council/ranking.tsx'),
  ]),
  route('raad/ranglijsten/:slug/sjabloon.csv', 'routes/council/ranking-template.ts'),
  route('raad/ranglijsten/:slug/scherm', 'routes/council/big-screen.tsx'),
  route('raad/ranglijsten/:slug/scherm/live', 'routes/council/big-screen-live.ts'),
  ...prefix('raad/ranglijsten/:slug/groep/:groupId', [
    index('routes/council/board.tsx'),
    route('zet', 'routes/council/board-act.ts'),
    route('live', 'routes/council/board-live.ts'),
  ]),
  layout('routes/partner/layout.tsx', [
    route('partner', 'routes/partner/home.tsx'),
    route('partner/account', 'routes/partner/account.tsx'),
  ]),

  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig
