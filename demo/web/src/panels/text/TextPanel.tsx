import { renderTextPanelMarkdown, textUtil } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import { css } from '@emotion/css';

/** Options of Grafana's text panel. */
export interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
}

/** Stand-in for Grafana's text panel: Markdown or sanitised HTML. */
export function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>) {
  const content = replaceVariables(options.content, {}, options.mode === 'code' ? 'text' : 'html');
  if (options.mode === 'code') {
    return <pre>{content}</pre>;
  }
  const html = options.mode === 'markdown' ? renderTextPanelMarkdown(content) : textUtil.sanitizeTextPanelContent(content);
  return <div className={`markdown-html ${scroll}`} dangerouslySetInnerHTML={{ __html: html }} />;
}

const scroll = css({ height: '100%', overflow: 'auto' });
