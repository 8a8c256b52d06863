import type { BrowsedNode } from './browse.ts';

/** A tree as rows of cells: name with its indentation, type, access, value with unit, node id. */
export function browseRows(root: BrowsedNode): readonly (readonly string[])[] {
  return [['名称 name', '类型 type', '权限 access', '值 value', '节点 node'], ...rowsOf(root, 0)];
}

function rowsOf({ name, nodeClass, nodeId, variable, children, cut }: BrowsedNode, level: number): readonly (readonly string[])[] {
  const indented = '  '.repeat(level) + name + (cut ? ' …' : '');
  const value = variable ? [variable.value, variable.unit ?? ''].join(' ').trim() : '';
  return [
    [indented, variable?.type ?? nodeClass, variable?.access ?? '', value, nodeId],
    ...children.flatMap((child) => rowsOf(child, level + 1)),
  ];
}
