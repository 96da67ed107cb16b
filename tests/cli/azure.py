"""Counts what stands in exports of assessments with Python's csv module, and compares with what the program says; prints TAP."""
import csv
import glob
import json
import os
import subprocess
import sys

program, root = sys.argv[1], sys.argv[2]


def rows_of(path):
    with open(path, encoding='utf-8-sig', newline='') as file:
        text = file.read()
    return list(csv.reader(text.splitlines(keepends=True), delimiter=';' if text.count(';') > text.count(',') else ','))


def count(path):
    """Recommendations stand between the header with a Link and the ruler, answers after the ruler; only what has these marks is counted here."""
    place, recommendations, answers, ticked, priorities = 'head', 0, 0, 0, {}
    names = []
    for row in rows_of(path):
        cells = [' '.join(cell.split()) for cell in row]
        if not any(cells):
            continue
        if 'Link-Text' in cells:
            place, names = 'recommendations', cells
        elif cells[0].startswith('-----'):
            place = 'answers'
        elif cells[:3] == ['Category', 'Question', 'Answers']:
            place = 'answers'
        elif place == 'recommendations':
            recommendations += 1
            priority = cells[names.index('Priority')]
            priorities[priority] = priorities.get(priority, 0) + 1
        elif place == 'answers':
            answers += 1
            ticked += len(cells) > 3 and cells[3] != ''
    return {'answers': answers, 'ticked': ticked, 'recommendations': recommendations}, priorities


def said(path):
    made = subprocess.run([program, 'check', '--to', 'json', path], capture_output=True, text=True, env=dict(os.environ, PLUMBLINE_DATA=root))
    return json.loads(made.stdout)['files'][0]


def check(path):
    counted, priorities = count(path)
    found = said(path)
    faults = ['%s: %s counted, %s said' % (key, counted[key], found.get(key)) for key in counted if counted[key] != found.get(key)]
    faults += ['%s: %s counted, %s said' % (word, priorities.get(word, 0), found.get(key)) for word, key in
               (('High', 'high_priority'), ('Medium', 'medium_priority'), ('Low', 'low_priority')) if '' not in priorities and priorities.get(word, 0) != found.get(key)]
    return faults


samples = os.path.join(root, '..', 'shared', 'reference', 'azure', '*.csv')
fixtures = [os.path.join(root, 'tests', 'corpus', 'azure', name) for name in ('export.csv', 'crlf.csv', 'export-2021.csv', 'advisor.csv')]
paths = fixtures + sorted(glob.glob(samples))
print('1..%d' % (len(paths) + 1))
bad = 0
for number, path in enumerate(paths, 1):
    faults = check(path)
    bad += bool(faults)
    print('%s %d - %s' % ('not ok' if faults else 'ok', number, os.path.basename(path)))
    for fault in faults:
        print('# ' + fault)
print('ok %d - samples%s' % (len(paths) + 1, '' if glob.glob(samples) else ' # SKIP the samples of Microsoft are not here'))
sys.exit(bad > 0)
