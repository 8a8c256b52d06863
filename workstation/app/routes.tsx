import { createBrowserRouter } from 'react-router';
import type { RouteObject } from 'react-router';
import { Broken } from './broken.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { screens } from './screens.ts';
import { OnlyFor } from './only-for.tsx';

const routes: RouteObject[] = screens.map(({ path, needs, load }) => ({
  path,
  errorElement: <Broken />,
  lazy: async () => {
    const { default: Screen } = await load();
    return {
      element: (
        <OnlyFor needs={needs}>
          <Screen />
        </OnlyFor>
      ),
    };
  },
}));

/** While the first screen's code is read the frame alone would only flicker. */
const Nothing = () => null;

export const router = createBrowserRouter([
  { element: <Shell />, errorElement: <Broken />, HydrateFallback: Nothing, children: [...routes, { path: '*', element: <NotFound /> }] },
]);
