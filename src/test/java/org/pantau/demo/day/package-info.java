@NullMarked
package org.pantau.demo.day;

import org.jspecify.annotations.NullMarked;
