// Starts the working application.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { NetworkFailure } from './api.ts'
import { createAppRouter } from './routes.tsx'
import { antdTheme, applyTheme } from './theme.ts'
import './ui/app.css'
import './ui/parts.css'

/** Only a missing answer is worth asking again; a refusal stays a refusal. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof NetworkFailure && failures < 2,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
})

// Without antd's App: notices stand in the page (ui/messages.tsx), and its message and notification code stays out of
// the shell, whose size counts against every page.
const root = document.getElementById('root')
if (root) {
  applyTheme(document.documentElement)
  const router = createAppRouter(queries)
  createRoot(root).render(
    <StrictMode>
      <ConfigProvider locale={zhCN} theme={antdTheme} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ConfigProvider>
    </StrictMode>,
  )
}
