// What the dashboard draws with: nothing more, so that the page stays small.
import * as echarts from 'echarts/core';
import { BarChart, LineChart, HeatmapChart, CustomChart } from 'echarts/charts';
import {
  GridComponent, TooltipComponent, VisualMapPiecewiseComponent, AriaComponent, MarkLineComponent,
} from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
  BarChart, LineChart, HeatmapChart, CustomChart,
  GridComponent, TooltipComponent, VisualMapPiecewiseComponent, AriaComponent, MarkLineComponent,
  SVGRenderer,
]);

export const init = echarts.init;
