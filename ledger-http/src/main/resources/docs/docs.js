'use strict';

// Shows /openapi.json and sends requests with the caller's token. All text goes in as text.
const make = (name, text, ...children) => {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

const resolve = (api, schema) =>
  schema && schema.$ref ? api.components.schemas[schema.$ref.split('/').pop()] : schema;

// A value that a schema takes, to begin with.
const sample = (api, schema, depth = 0) => {
  const known = resolve(api, schema) || {};
  if (depth > 4) return null;
  if (known.enum) return known.enum[0];
  if (known.type === 'array') return [sample(api, known.items, depth + 1)];
  if (known.type === 'integer') return 1;
  if (known.type === 'boolean') return false;
  if (known.pattern) return '1.00';
  if (known.format === 'date') return '2026-03-31';
  if (known.format === 'date-time') return '2026-03-31T10:00:00Z';
  if (known.type !== 'object') return 'text';
  const value = {};
  for (const name of known.required || []) {
    value[name] = sample(api, known.properties[name], depth + 1);
  }
  return value;
};

const fieldsOf = (api, schema) => {
  const table = make('table');
  const known = resolve(api, schema) || {};
  for (const [name, field] of Object.entries(known.properties || {})) {
    const type = field.$ref ? field.$ref.split('/').pop() : field.type || '';
    const must = (known.required || []).includes(name) ? 'must be given' : 'may be missing';
    table.append(make('tr', '', make('td', name), make('td', type), make('td', must)));
  }
  return table;
};

const send = async (method, path, operation, inputs, body, out) => {
  let address = path;
  const query = new URLSearchParams();
  const headers = { 'X-Ledger-Request': '1' };
  for (const { parameter, input } of inputs) {
    if (parameter.in === 'path') {
      address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
    } else if (input.value && parameter.in === 'query') {
      query.set(parameter.name, input.value);
    } else if (input.value) {
      headers[parameter.name] = input.value;
    }
  }
  const token = document.getElementById('token').value;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers['Content-Type'] = Object.keys(operation.requestBody.content)[0];
  const asked = query.size ? `?${query}` : '';
  try {
    const answer = await fetch(address + asked, { method, headers, body: body && body.value });
    const text = await answer.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not one JSON value */ }
    out.textContent = `${answer.status}\n${shown}`;
  } catch (failure) {
    out.textContent = String(failure);
  }
};

const form = (api, method, path, operation) => {
  const inputs = (operation.parameters || []).map((parameter) => {
    const input = make('input');
    if (parameter.name === 'Idempotency-Key') input.value = crypto.randomUUID();
    return { parameter, input };
  });
  const part = make('div');
  for (const { parameter, input } of inputs) {
    part.append(make('label', `${parameter.name} (${parameter.in}) `, input));
  }
  let body = null;
  if (operation.requestBody) {
    body = make('textarea');
    const schema = Object.values(operation.requestBody.content)[0].schema;
    body.value = JSON.stringify(sample(api, schema), null, 2);
    part.append(make('h4', 'Request'), fieldsOf(api, schema), body);
  }
  const out = make('pre');
  const button = make('button', 'Try it');
  button.addEventListener('click', () =>
    send(method.toUpperCase(), path, operation, inputs, body, out));
  part.append(button, out);
  return part;
};

const show = (api, method, path, operation) => {
  const part = make('details', '',
    make('summary', '', make('code', `${method.toUpperCase()} ${path}`), ` ${operation.summary}`),
    make('p', operation.description));
  part.addEventListener('toggle', () => {
    if (part.dataset.filled) return;
    part.dataset.filled = 'yes';
    part.append(form(api, method, path, operation), make('h4', 'Answers'));
    for (const [status, answer] of Object.entries(operation.responses)) {
      part.append(make('p', `${status} ${answer.description}`));
      const content = Object.values(answer.content || {})[0] || {};
      if (content.examples) {
        const examples = Object.values(content.examples).map((each) => each.value);
        part.append(make('pre', JSON.stringify(examples, null, 2)));
      } else {
        part.append(fieldsOf(api, content.schema));
      }
    }
  });
  return part;
};

const start = async () => {
  const api = await (await fetch('/openapi.json')).json();
  const tags = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0];
      if (!tags.has(tag)) tags.set(tag, []);
      tags.get(tag).push(show(api, method, path, operation));
    }
  }
  const main = document.getElementById('operations');
  main.replaceChildren();
  for (const [tag, parts] of tags) main.append(make('h2', tag), ...parts);
};

start();
