// Every page of the working application, one line each. The only place where features meet.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { Role } from '#domain/people.ts'
import { declarationRoles } from '#domain/people.ts'
import { Filters } from '#web/declaration/desk-search.ts'
import { EmptyNote, ErrorNote, LoadingNote } from './ui/messages.tsx'
import { PageFrame, PageTitle } from './ui/page-frame.tsx'
import { SessionGate, sessionQuery, useSession } from './ui/session.tsx'

interface Context {
  readonly queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: () => (
    <EmptyNote title="没有这个页面">
      <a href="/app/">返回申报列表</a>
    </EmptyNote>
  ),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search.from === 'string' ? { from: search.from } : {},
  component: lazyRouteComponent(() => import('#web/people/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything below asks who is there first; nobody goes to the sign-in page and comes back afterwards. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (!session.person) throw redirect({ to: '/sign-in', search: { from: location.href } })
    return { person: session.person }
  },
  component: () => (
    <SessionGate>
      <PageFrame>
        <Outlet />
      </PageFrame>
    </SessionGate>
  ),
})

const admits = (roles: readonly Role[], role: Role) => roles.includes(role)

/** Where a person begins: the desk, or what an administrator has. */
const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: (search) => Filters.parse(search),
  beforeLoad: ({ context }) => {
    const { role } = context.person
    if (role === 'system_administrator') throw redirect({ to: '/people' })
    if (role === 'auditor') throw redirect({ to: '/audit' })
  },
  component: DeskRoute,
})

const ListPage = lazyRouteComponent(() => import('#web/declaration/list-page.tsx'), 'ListPage')

function DeskRoute() {
  const { person } = useSession()
  if (admits(declarationRoles, person.role)) return <DeclarationDesk />
  return (
    <>
      <PageTitle title="待办" />
      <EmptyNote title="现在没有需要您办理的事项">
        <p>分派给您的事项会出现在这里；工作日历和公共名录可以随时查看。</p>
      </EmptyNote>
    </>
  )
}

function DeclarationDesk() {
  const filters = desk.useSearch()
  const navigate = desk.useNavigate()
  return <ListPage filters={filters} onFilter={(search) => navigate({ to: '/', search })} />
}

const form = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations/$clusterId/$id',
  // The form is the editor's; whoever decides on it sees the case.
  beforeLoad: ({ context, params }) => {
    if (context.person.role !== 'county_editor') {
      throw redirect({ to: '/declarations/$clusterId/$id/review', params })
    }
  },
  component: FormRoute,
})

const FormPage = lazyRouteComponent(() => import('#web/declaration/form-page.tsx'), 'FormPage')

function FormRoute() {
  const { clusterId, id } = form.useParams()
  return <FormPage key={id} clusterId={clusterId} id={id} />
}

const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/declarations/$clusterId/$id/review',
  beforeLoad: ({ context, params }) => {
    if (context.person.role === 'county_editor') {
      throw redirect({ to: '/declarations/$clusterId/$id', params })
    }
  },
  component: CaseRoute,
})

const CasePage = lazyRouteComponent(() => import('#web/review/case-page.tsx'), 'CasePage')

const CaseChecks = lazyRouteComponent(
  () => import('#web/declaration/case-checks.tsx'),
  'CaseChecks',
)

function CaseRoute() {
  const { clusterId, id } = review.useParams()
  return <CasePage key={id} clusterId={clusterId} id={id} checks={CaseChecks} />
}

const batches = createRoute({
  getParentRoute: () => signedIn,
  path: '/batches',
  component: lazyRouteComponent(() => import('#web/policy/batches-page.tsx'), 'BatchesPage'),
})

const batch = createRoute({
  getParentRoute: () => signedIn,
  path: '/batches/$code',
  component: BatchRoute,
})

const BatchPage = lazyRouteComponent(() => import('#web/policy/batch-page.tsx'), 'BatchPage')

function BatchRoute() {
  const { code } = batch.useParams()
  return <BatchPage key={code} code={code} />
}

const publication = createRoute({
  getParentRoute: () => signedIn,
  path: '/batches/$code/publication',
  component: PublicationRoute,
})

const PublicationPage = lazyRouteComponent(
  () => import('#web/notice/publication-page.tsx'),
  'PublicationPage',
)

function PublicationRoute() {
  const { code } = publication.useParams()
  return <PublicationPage key={code} code={code} />
}

const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/calendar',
  component: lazyRouteComponent(() => import('#web/policy/calendar-page.tsx'), 'CalendarPage'),
})

const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('#web/people/people-page.tsx'), 'PeoplePage'),
})

const password = createRoute({
  getParentRoute: () => signedIn,
  path: '/password',
  component: lazyRouteComponent(() => import('#web/people/password-page.tsx'), 'PasswordPage'),
})

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  component: lazyRouteComponent(() => import('#web/people/audit-page.tsx'), 'AuditPage'),
})

const pages = [
  signIn,
  signedIn.addChildren([
    desk,
    form,
    review,
    batches,
    batch,
    publication,
    calendar,
    people,
    password,
    audit,
  ]),
] as const

/** The router; `base` is where the server puts the application. */
export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren(pages),
    basepath: '/app',
    context: { queries },
    defaultPendingComponent: () => <LoadingNote />,
    defaultErrorComponent: ({ error, reset }) => <ErrorNote error={error} retry={reset} />,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
