package dev.opspilot.rituals.analysis.cause;

/** A metric that counts from the beginning on says something by how fast it rises. Pure. */
final class Counter {
    /** Falls are restarts, which are rare. */
    private static final double FALLS = 0.02;

    /** A metric that rises this often and never falls is taken for a counter, whatever its name. */
    private static final double ALWAYS = 0.9;

    private static final int ENOUGH = 30;

    private Counter() {}

    /** Whether the values are a count, told by the name and by the values, or by the values alone where they are clear. */
    static boolean counts(String metric, double[] calm, double[] window) {
        Steps before = Steps.of(calm);
        Steps now = Steps.of(window);
        boolean grows = before.rises + before.falls + before.stays > 0
                && before.falls <= FALLS * before.all()
                && now.falls <= Math.max(1, FALLS * now.all());
        return grows
                && (MetricKind.counts(metric)
                        || (before.all() >= ENOUGH && before.falls == 0 && before.rises >= ALWAYS * before.all()));
    }

    /** By how much it rose at each row since the last one that is there; {@code NaN} where it was set back. */
    static double[] rates(double[] values) {
        double[] rates = new double[values.length];
        int last = -1;
        for (int row = 0; row < values.length; row++) {
            rates[row] = Double.NaN;
            if (!Double.isNaN(values[row])) {
                if (last >= 0 && values[row] >= values[last]) {
                    rates[row] = (values[row] - values[last]) / (row - last);
                }
                last = row;
            }
        }
        return rates;
    }

    private record Steps(int rises, int falls, int stays) {
        static Steps of(double[] values) {
            int rises = 0;
            int falls = 0;
            int stays = 0;
            double last = Double.NaN;
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    rises += value > last ? 1 : 0;
                    falls += value < last ? 1 : 0;
                    stays += value == last ? 1 : 0;
                    last = value;
                }
            }
            return new Steps(rises, falls, stays);
        }

        int all() {
            return rises + falls + stays;
        }
    }
}
