import { Component, type ComponentChildren } from 'preact';
import { ErrorState } from '../ui/error-state.tsx';

type Props = { path: string; children: ComponentChildren };
type State = { failure?: { error: unknown; path: string } };

/** Shows an error page in place of a page that threw, until the visitor goes somewhere else. */
export class PageBoundary extends Component<Props, State> {
  override state: State = {};

  override componentDidCatch(error: unknown) {
    this.setState({ failure: { error, path: this.props.path } });
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined || failure.path !== this.props.path) return this.props.children;
    return <ErrorState error={failure.error} onRetry={() => location.reload()} />;
  }
}
