package dev.tidecast.sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers texts in the order they are met; empty ones get -1. */
record TextNumbers(int[] numbers, List<String> texts) {
    static TextNumbers of(List<String> all) {
        Map<String, Integer> known = new LinkedHashMap<>();
        int[] numbers = new int[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            String text = all.get(i);
            if (text.isEmpty()) {
                numbers[i] = -1;
            } else {
                int size = known.size();
                numbers[i] = known.computeIfAbsent(text, unseen -> size);
            }
        }
        return new TextNumbers(numbers, List.copyOf(known.keySet()));
    }
}
