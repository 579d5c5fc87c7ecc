#!/bin/sh
# Builds ../echarts/echarts.min.js from the versions that package-lock.json names. Needs Node and npm; the Go build needs neither.
set -eu
cd "$(dirname "$0")"
npm ci --no-audit --no-fund
npx esbuild entry.js --bundle --minify --format=iife --global-name=echarts --target=es2018 --legal-comments=none \
  --define:process.env.NODE_ENV='"production"' --outfile=../echarts/echarts.min.js
for package in echarts zrender tslib; do
  cp "node_modules/$package/LICENSE"* "../echarts/LICENSE.$package.txt"
done
cp node_modules/echarts/NOTICE ../echarts/NOTICE.echarts.txt
{
  for package in echarts zrender tslib esbuild; do
    node -p "const p = require('./node_modules/$package/package.json'); p.name + ' ' + p.version + ' ' + p.license"
  done
  printf 'sha256 %s\n' "$(sha256sum ../echarts/echarts.min.js | cut -d' ' -f1)"
} > ../echarts/VERSION
