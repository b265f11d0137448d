package dev.opspilot.manifests;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The app's icon: a dial with its needle, drawn to any size. */
final class Icon {
    private static final int LARGE = 192;
    private static final int SMALL = 32;
    private static final Color GROUND = new Color(0x1F2937);
    private static final Color DIAL = new Color(0xE5E7EB);
    private static final Color NEEDLE = new Color(0x34D399);

    private Icon() {}

    /** 192 by 192 pixels, in colours. */
    static byte[] color() {
        return png(LARGE, graphics -> {
            graphics.setColor(GROUND);
            graphics.fill(new RoundRectangle2D.Double(0, 0, 100, 100, 24, 24));
            dial(graphics, DIAL, NEEDLE, 7);
        });
    }

    /** 32 by 32 pixels, white on nothing. */
    static byte[] outline() {
        return png(SMALL, graphics -> dial(graphics, Color.WHITE, Color.WHITE, 8));
    }

    /** On a field of 100 by 100. */
    private static void dial(Graphics2D graphics, Color dial, Color needle, float width) {
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(dial);
        graphics.draw(new Arc2D.Double(18, 20, 64, 64, -30, 240, Arc2D.OPEN));
        graphics.setColor(needle);
        Path2D pointer = new Path2D.Double();
        pointer.moveTo(50, 54);
        pointer.lineTo(67, 35);
        graphics.draw(pointer);
        graphics.fill(new Ellipse2D.Double(43, 47, 14, 14));
    }

    private interface Drawing {
        void on(Graphics2D graphics);
    }

    private static byte[] png(int size, Drawing drawing) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(size / 100.0, size / 100.0);
        drawing.on(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }
}
